import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { DetailsVisibility } from '../changes/details-visibility.ts';
import { FileClipboard } from '../changes/file-clipboard.ts';
import { FileMoves } from '../changes/file-moves.ts';
import { FolderChanges } from '../changes/folder-changes.ts';
import { aChange } from '../changes/testing/a-change.ts';
import type { Entry } from './entry.ts';
import {
  api,
  button,
  file,
  open,
  page,
  prepareFilesPage,
  press,
  row,
  rows,
  selected,
  settle,
  someFiles,
} from './testing/files-page-driver.ts';

beforeEach(prepareFilesPage);

const click = async (name: string, more: MouseEventInit = {}) => {
  row(name).dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1, ...more }));
  await settle();
};
const changes = () => TestBed.inject(FolderChanges);

describe('FilesPage and folders', () => {
  it('selects folders like files, counts them apart and deletes them with all that is in them', async () => {
    api.deleteFiles.mockResolvedValue({ change: aChange({ doneCount: 8 }) });
    await open(someFiles);
    await click('reports');
    await click('b.txt', { ctrlKey: true });
    expect(page.querySelector('[role=toolbar] [role=status]')?.textContent).toBe('1 folder, 1 file selected');
    button('Delete').click();
    await settle();
    expect(api.deleteFiles.mock.calls[0]?.[0]).toEqual({
      items: [{ folder: 'reports/' }, { path: 'b.txt', etag: '"x"' }],
    });
  });

  it('begins a range of keys at the row that is left', async () => {
    await open(someFiles);
    await press('reports', 'ArrowDown', { shiftKey: true });
    expect(selected()).toEqual(['reports', 'a.txt']);
  });

  it('deletes what was selected by the key before, although nothing was rendered in between', async () => {
    api.deleteFiles.mockResolvedValue({ change: aChange({}) });
    await open(someFiles);
    row('b.txt').focus();
    for (const key of [' ', 'Delete']) {
      row('b.txt').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
    await settle();
    expect(api.deleteFiles.mock.calls[0]?.[0]).toEqual({ items: [{ path: 'b.txt', etag: '"x"' }] });
  });

  it('shows the menu of the row to which the key before has moved, although nothing was rendered in between', async () => {
    await open(someFiles);
    row('reports').focus();
    row('reports').dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }));
    // A browser sends what the menu key asks for to what has the focus.
    document.activeElement?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    await settle();
    expect(selected()).toEqual(['c.txt']);
  });

  it('acts on the row with the focus when nothing is selected, and opens nothing from a button in it', async () => {
    api.deleteFiles.mockResolvedValue({ change: aChange({}) });
    await open(someFiles);
    const more = row('reports').querySelector('airlock-entry-more button')!;
    const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    more.dispatchEvent(key);
    expect(key.defaultPrevented).toBe(false);
    await press('reports', 'Delete');
    expect(api.deleteFiles.mock.calls[0]?.[0]).toEqual({ items: [{ folder: 'reports/' }] });
  });

  it('handles keys of the selection wherever the focus is, but not in a field', async () => {
    api.deleteFiles.mockResolvedValue({ change: aChange({}) });
    await open(someFiles);
    await click('c.txt');
    const pressIn = async (target: Element) => {
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true }));
      await settle();
    };
    const field = document.createElement('input');
    page.append(field);
    await pressIn(field);
    expect(api.deleteFiles).not.toHaveBeenCalled();
    await pressIn(document.body);
    expect(api.deleteFiles).toHaveBeenCalledTimes(1);
  });
});

/** Chooses an action in the menu of a row. */
const choose = async (name: string, action: string) => {
  row(name).querySelector<HTMLButtonElement>('airlock-entry-more button')!.click();
  await settle();
  const items = Array.from(document.querySelectorAll<HTMLButtonElement>('[role=menuitem]'));
  items.find((item) => item.querySelector('.label')?.textContent === action)!.click();
  await settle();
};

describe('FilesPage and details', () => {
  it('shows those of the row whose menu asks for them, and leaves open details open', async () => {
    const details = TestBed.inject(DetailsVisibility);
    await open(someFiles);
    await choose('a.txt', 'Details');
    expect([selected(), details.isOpen()]).toEqual([['a.txt'], true]);
    await choose('b.txt', 'Details');
    expect([selected(), details.isOpen()]).toEqual([['b.txt'], true]);
    await choose('b.txt', 'Details');
    expect([selected(), details.isOpen()]).toEqual([['b.txt'], false]);
  });
});

describe('FilesPage and pasting', () => {
  it('has a button for it while something is cut or copied, also where no row has a menu', async () => {
    const paste = jest.spyOn(TestBed.inject(FileMoves), 'move').mockResolvedValue(undefined);
    await open({ folders: [], files: [] }, 'empty/');
    expect(page.querySelector('[aria-label=Paste]')).toBeNull();
    const entries: Entry[] = [{ kind: 'folder', path: 'a/', name: 'a' }];
    TestBed.inject(FileClipboard).cut(entries);
    await settle();
    button('Paste').click();
    await settle();
    expect(paste.mock.calls).toEqual([[entries, 'empty/']]);
    expect(page.querySelector('[aria-label=Paste]')).toBeNull();
  });
});

describe('FilesPage and double clicks', () => {
  it('opens the row that was clicked twice, and nothing when the second click meets another row', async () => {
    await open({ folders: [{ path: 'one/' }, { path: 'two/' }], files: [] });
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const twice = async (name: string) => {
      row(name).dispatchEvent(new MouseEvent('dblclick', { bubbles: true, detail: 2 }));
      await settle();
    };
    await click('one');
    await twice('two');
    expect(navigate).not.toHaveBeenCalled();
    await click('two');
    await twice('two');
    expect(navigate.mock.calls).toEqual([[['/files'], { queryParams: { folder: 'two' } }]]);
  });

  it('does not open by the second click on a name', async () => {
    await open(someFiles);
    const name = row('reports').querySelector<HTMLAnchorElement>('a')!;
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const second = new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 });
    name.dispatchEvent(second);
    await settle();
    expect([second.defaultPrevented, navigate.mock.calls]).toEqual([true, []]);
  });
});

describe('FilesPage and what a person has made', () => {
  it('shows a new name at once, sorted, with the focus and the selection, and the old one again', async () => {
    await open(someFiles);
    await click('a.txt');
    row('a.txt').focus();
    changes().announceRenamed([{ from: 'a.txt', to: 'z.txt' }]);
    await settle();
    await settle();
    expect([rows(), selected()]).toEqual([['reports', 'b.txt', 'c.txt', 'z.txt'], ['z.txt']]);
    expect(document.activeElement).toBe(row('z.txt'));
    changes().announceRenamed([{ from: 'z.txt', to: 'a.txt' }]);
    await settle();
    expect([rows(), selected()]).toEqual([['reports', 'a.txt', 'b.txt', 'c.txt'], ['a.txt']]);
  });

  it('leaves the focus in a notice that renames: the undo of a rename', async () => {
    await open(someFiles);
    row('a.txt').focus();
    const notice = document.body.appendChild(document.createElement('airlock-notice-view'));
    const button = notice.appendChild(document.createElement('button'));
    button.focus();
    changes().announceRenamed([{ from: 'a.txt', to: 'z.txt' }]);
    await settle();
    await settle();
    expect([document.activeElement, row('z.txt').tabIndex]).toEqual([button, 0]);
    notice.remove();
  });

  it('takes away what has moved to another folder', async () => {
    await open(someFiles);
    changes().announceRenamed([{ from: 'b.txt', to: 'reports/b.txt' }]);
    await settle();
    expect(rows()).toEqual(['reports', 'a.txt', 'c.txt']);
  });

  it('moves the focus to a new folder once the list has it, and leaves the folders of others alone', async () => {
    await open(someFiles);
    api.listFiles.mockClear();
    changes().announceCreated('elsewhere/new/');
    expect(api.listFiles).not.toHaveBeenCalled();
    api.listFiles.mockResolvedValue({ folders: [{ path: 'new/' }, { path: 'reports/' }], files: [file('a.txt')] });
    changes().announceCreated('new/');
    await settle();
    await settle();
    expect(rows()).toEqual(['new', 'reports', 'a.txt']);
    expect(document.activeElement).toBe(row('new'));
  });
});
