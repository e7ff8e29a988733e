import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT } from '../api/api-client.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { FreshEntries } from '../changes/fresh-entries.ts';
import type { Downloads } from '../download/downloads.ts';
import type { FileEntry } from '../files/entry.ts';
import { downloadsAfterRenames } from './downloads-after-renames.ts';

const asked: string[] = [];
const ask = (...what: string[]) => {
  asked.push(...what);
  return Promise.resolve();
};
const downloads = {
  download: jest.fn<Downloads['download']>((paths) => ask(...paths)),
  downloadArchive: jest.fn<Downloads['downloadArchive']>((name, { files, folders }) =>
    ask([name, ...files.map(({ path }) => path), ...folders].join(' ')),
  ),
  downloadToFolder: jest.fn<Downloads['downloadToFolder']>(async (name, _content, when) => {
    asked.push(`folder for ${name}`);
    await when?.(({ files, folders }) => ask([name, ...files.map(({ path }) => path), ...folders].join(' ')));
  }),
};
let fresh: FreshEntries;
let download: ReturnType<typeof downloadsAfterRenames>;

beforeEach(() => {
  asked.length = 0;
  const providers = [
    { provide: API_CLIENT, useValue: { presignGet: () => Promise.reject(new Error('offline')) } },
    { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
  ];
  TestBed.configureTestingModule({ providers });
  fresh = TestBed.inject(FreshEntries);
  download = downloadsAfterRenames(downloads as unknown as Downloads, fresh);
});

describe('downloadsAfterRenames', () => {
  it('waits for what is being renamed, and asks for a folder on the disk at once', async () => {
    const renamed = Promise.withResolvers<{ etag: string | undefined }>();
    fresh.expect('y/', renamed.promise);
    fresh.expect('b', renamed.promise);
    const content = { files: [], folders: ['y/'] };
    const ended = [
      download.files(['b']),
      download.files(['c']),
      download.archive('y.zip', content),
      download.toFolder('y', content),
    ];
    expect(asked).toEqual(['c', 'folder for y']);
    renamed.resolve({ etag: undefined });
    await Promise.all(ended);
    expect(asked.toSorted()).toEqual(['b', 'c', 'folder for y', 'y y/', 'y.zip y/']);
  });

  it('begins once what was asked for again while it waits, and again when it is asked for afterwards', async () => {
    const renamed = Promise.withResolvers<{ etag: string | undefined }>();
    fresh.expect('y/', renamed.promise);
    fresh.expect('b', renamed.promise);
    const content = { files: [], folders: ['y/'] };
    const askForAll = () => [
      download.files(['b']),
      download.archive('y.zip', content),
      download.toFolder('y', content),
    ];
    const ended = [...askForAll(), ...askForAll(), download.files(['c', 'b'])];
    renamed.resolve({ etag: undefined });
    await Promise.all(ended);
    const begun = ['b', 'folder for y', 'y y/', 'y.zip y/'];
    expect(asked.toSorted()).toEqual(['b', ...begun, 'c'].toSorted());
    await Promise.all(askForAll());
    expect(asked.toSorted()).toEqual(['b', ...begun, ...begun, 'c'].toSorted());
  });

  it('leaves out what did not get its name, because another file may have it', async () => {
    const refused = Promise.resolve(undefined);
    fresh.expect('b', refused);
    fresh.expect('y/', refused);
    const file = (path: string): FileEntry => ({
      ...{ kind: 'file', path, name: path, sizeBytes: 1, modifiedAt: '', etag: '"e"' },
    });
    const content = { files: [file('b'), file('c')], folders: ['y/', 'z/'] };
    await Promise.all([download.archive('x.zip', content), download.toFolder('x', content), download.files(['b'])]);
    expect(asked.toSorted()).toEqual(['folder for x', 'x c z/', 'x.zip c z/']);
  });
});
