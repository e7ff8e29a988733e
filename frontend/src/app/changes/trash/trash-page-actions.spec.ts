import { TestBed } from '@angular/core/testing';
import type { Change, ListTrashAnswer } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../../testing/deferred.ts';
import { ApiError } from '../../api/api-error.ts';
import { Changes } from '../changes.ts';
import { aChange } from '../testing/a-change.ts';
import {
  api,
  click,
  closeTrashPage,
  file,
  open,
  page,
  prepareTrashPage,
  rows,
  said,
  select,
  settle,
  some,
} from '../testing/trash-page-driver.ts';

beforeEach(prepareTrashPage);
afterEach(closeTrashPage);

describe('TrashPage and restoring', () => {
  it('takes the rows away at once, and brings those back that were not restored, with the reason', async () => {
    const answer = deferred<{ change: Change }>();
    api.restoreFiles.mockReturnValue(answer.promise);
    await open(some);
    await select('a.txt');
    await select('b.txt');
    await click('Restore');
    expect(api.restoreFiles.mock.calls[0]?.[0]).toEqual({ items: [{ path: 'a.txt' }, { path: 'reports/b.txt' }] });
    expect(rows()).toEqual(['c.txt']);
    const failed = [{ path: 'reports/b.txt', code: 'already-exists' as const }];
    answer.resolve({ change: aChange({ kind: 'restore', failedCount: 1, failed }) });
    await settle();
    expect(rows()).toEqual(['c.txt', 'b.txt']);
    expect(said().details).toEqual([
      '“b.txt” stays in the trash: another file has this name now. Rename that file, and try again.',
    ]);
  });

  it('restores all only once all are known', async () => {
    const second = deferred<ListTrashAnswer>();
    api.restoreFiles.mockResolvedValue({ change: aChange({ kind: 'restore', doneCount: 3 }) });
    api.listTrash.mockResolvedValueOnce({ files: [file('z')], cursor: 'c1' }).mockReturnValueOnce(second.promise);
    await open({ files: [] });
    page.querySelector<HTMLInputElement>('.head input')!.click();
    await settle();
    await click('Restore');
    expect(api.restoreFiles).not.toHaveBeenCalled();
    second.resolve({ files: [file('a'), file('b')] });
    await settle();
    expect(api.restoreFiles.mock.calls[0]?.[0]).toEqual({ items: [{ path: 'z' }, { path: 'a' }, { path: 'b' }] });
    await settle();
    expect(page.textContent).toContain('The trash is empty');
  });

  it('restores nothing when the selection changes before all are known', async () => {
    const second = deferred<ListTrashAnswer>();
    api.listTrash.mockResolvedValueOnce({ files: [file('z')], cursor: 'c1' }).mockReturnValueOnce(second.promise);
    await open({ files: [] });
    page.querySelector<HTMLInputElement>('.head input')!.click();
    await settle();
    await click('Restore');
    await click('Clear selection');
    await select('z');
    second.resolve({ files: [file('a')] });
    await settle();
    expect(api.restoreFiles).not.toHaveBeenCalled();
  });

  it('keeps the rows away while the server goes on, until it has ended', async () => {
    const running = aChange({ kind: 'restore', state: 'running', doneCount: 0 });
    api.restoreFiles.mockResolvedValue({ change: running });
    api.stopChange.mockResolvedValue({ change: { ...running, state: 'stopped', doneCount: 0 } });
    await open(some);
    await click('Restore a.txt');
    expect(rows()).toEqual(['c.txt', 'b.txt']);
    await TestBed.inject(Changes).stop(running.changeId);
    await settle();
    expect(rows()).toEqual(['c.txt', 'a.txt', 'b.txt']);
  });

  it('brings everything back when the request is refused', async () => {
    api.restoreFiles.mockRejectedValue(new ApiError('too-many-requests', ''));
    await open(some);
    await click('Restore a.txt');
    expect(rows()).toHaveLength(3);
    expect(said().sentence).toContain('“a.txt” could not be restored. Too many requests.');
  });
});

describe('TrashPage and deleting for ever', () => {
  it('asks with the number of files, and does nothing without a yes', async () => {
    await open(some);
    await select('a.txt');
    await select('c.txt');
    await click('Delete for ever');
    const dialog = document.querySelector('mat-dialog-container');
    expect(dialog?.textContent).toContain('Delete 2 files for ever?');
    expect(dialog?.textContent).toContain('cannot be undone');
    await click('Cancel');
    expect(api.purgeFiles).not.toHaveBeenCalled();
    expect(rows()).toHaveLength(3);
  });

  it('empties the trash after a yes', async () => {
    api.purgeFiles.mockResolvedValue({ change: aChange({ kind: 'purge', doneCount: 3 }) });
    await open(some);
    await click('Empty trash');
    expect(document.querySelector('mat-dialog-container')?.textContent).toContain(
      'Empty the trash and delete 3 files for ever?',
    );
    api.listTrash.mockResolvedValue({ files: [] });
    Array.from(document.querySelectorAll<HTMLElement>('mat-dialog-actions button')).at(-1)!.click();
    await settle();
    expect(api.purgeFiles.mock.calls[0]?.[0]).toEqual({ items: 'all' });
    expect(rows()).toEqual([]);
  });
});

describe('TrashPage and two wishes before all files are known', () => {
  const lastPageAfter = async (...buttons: readonly string[]): Promise<void> => {
    const last = deferred<ListTrashAnswer>();
    api.listTrash.mockResolvedValueOnce({ files: [file('z')], cursor: 'c1' }).mockReturnValueOnce(last.promise);
    await open({ files: [] });
    page.querySelector<HTMLInputElement>('.head input')!.click();
    await settle();
    for (const name of buttons) await click(name);
    last.resolve({ files: [file('a')] });
    await settle();
  };
  const questions = () => document.querySelectorAll('mat-dialog-container');

  it('asks once when the button is pressed twice', async () => {
    await lastPageAfter('Delete for ever', 'Delete for ever');
    expect(questions()).toHaveLength(1);
    await click('Cancel');
  });

  it('does what was wanted last', async () => {
    await lastPageAfter('Restore', 'Delete for ever');
    expect(questions()).toHaveLength(1);
    expect(api.restoreFiles).not.toHaveBeenCalled();
    await click('Cancel');
  });
});

describe('TrashPage with the keyboard', () => {
  const press = async (name: string, key: string, more: KeyboardEventInit = {}) => {
    const row = Array.from(page.querySelectorAll('[role=row]')).find((one) => one.textContent.includes(name));
    row?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    await settle();
  };
  const question = () => document.querySelector('mat-dialog-container')?.textContent;

  it('moves, selects and deletes', async () => {
    await open(some);
    await press('c.txt', ' ');
    await press('c.txt', 'ArrowDown', { shiftKey: true });
    expect(page.querySelectorAll('[aria-selected=true]')).toHaveLength(2);
    expect(document.activeElement?.textContent).toContain('a.txt');
    await press('a.txt', 'Delete');
    expect(question()).toContain('Delete 2 files for ever?');
    await click('Cancel');
  });

  it('deletes the file that has the focus when nothing is selected', async () => {
    await open(some);
    await press('c.txt', 'ArrowDown');
    await press('a.txt', 'Delete');
    expect(question()).toContain('Delete “a.txt” for ever?');
    await click('Cancel');
  });
});
