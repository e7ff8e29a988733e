import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';

import { ViewedFiles } from './viewed-files.ts';

const file = (path: string) => ({
  kind: 'file' as const,
  path,
  name: path,
  sizeBytes: 1,
  modifiedAt: '2026-11-30T10:00:00.000Z',
  etag: '"x"',
});

describe('ViewedFiles', () => {
  const hidden = signal<ReadonlySet<string>>(new Set());
  let [deleted, restored] = [new Subject<string[]>(), new Subject<string[]>()];
  let renamed = new Subject<{ from: string; to: string }[]>();
  let copied = new Subject<{ path: string; etag: string }>();
  let viewed: ViewedFiles;
  const shown = () => `${viewed.current().name} ${viewed.index() + 1}/${viewed.count()}`;

  beforeEach(() => {
    hidden.set(new Set());
    [deleted, restored, renamed] = [new Subject(), new Subject(), new Subject()];
    copied = new Subject();
    const files = ['a', 'b', 'c'].map(file);
    const none = { download: () => undefined, actionsOn: () => [] };
    viewed = TestBed.runInInjectionContext(
      () => new ViewedFiles({ ...none, hidden, deleted, restored, renamed, copied, files, index: 1 }),
    );
  });

  it('steps to the ends and no further', () => {
    expect([shown(), viewed.step(1), shown(), viewed.step(1), shown()]).toEqual([
      'b 2/3',
      true,
      'c 3/3',
      false,
      'c 3/3',
    ]);
  });

  it('shows the next file while one is being deleted, and the one before at the end', () => {
    hidden.set(new Set(['b']));
    expect(shown()).toBe('c 2/2');
    deleted.next(['b']);
    hidden.set(new Set(['c']));
    expect(shown()).toBe('a 1/1');
  });

  it('stays with the file that came next when the delete is refused', () => {
    hidden.set(new Set(['b']));
    expect(shown()).toBe('c 2/2');
    hidden.set(new Set());
    expect(shown()).toBe('c 3/3');
  });

  it('keeps the last file until the viewer has closed', () => {
    hidden.set(new Set(['a', 'b', 'c']));
    expect([viewed.count(), viewed.current().name]).toEqual([0, 'b']);
  });

  it('stays with a file that gets another name, and is the same file then', () => {
    const before = viewed.id();
    hidden.set(new Set(['b']));
    renamed.next([{ from: 'b', to: 'docs/z.txt' }]);
    expect([shown(), viewed.current().path, viewed.id() === before]).toEqual(['z.txt 2/3', 'docs/z.txt', true]);
  });

  it('has a file in its place again when its delete was undone, and stays with the one that is shown', () => {
    deleted.next(['b']);
    expect(shown()).toBe('c 2/2');
    restored.next(['b', 'elsewhere']);
    expect(shown()).toBe('c 3/3');
    deleted.next(['b']);
    expect(viewed.files().map(({ path }) => path)).toEqual(['a', 'c']);
  });

  it('brings back the file that went last from a path, under its own name', () => {
    deleted.next(['b']);
    renamed.next([{ from: 'c', to: 'b' }]);
    copied.next({ path: 'b', etag: '"c"' });
    restored.next(['b']);
    expect(viewed.files().map(({ etag }) => etag)).toEqual(['"x"', '"c"']);
    deleted.next(['b']);
    restored.next(['b']);
    expect(viewed.files().map(({ etag }) => etag)).toEqual(['"x"', '"c"']);
  });

  it('takes over the ETag that a copy has, because what is done next must name it', () => {
    renamed.next([{ from: 'b', to: 'd' }]);
    copied.next({ path: 'd', etag: '"copy-2"' });
    copied.next({ path: 'b', etag: '"another"' });
    expect(viewed.current()).toMatchObject({ path: 'd', etag: '"copy-2"' });
  });
});
