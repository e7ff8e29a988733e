import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { By } from '@angular/platform-browser';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import type { Entry } from '../../files/entry.ts';
import { FolderChanges } from '../folder-changes.ts';
import { RecentFolders } from '../recent-folders.ts';
import { DestinationDialog, type Placing } from './destination-dialog.ts';

const session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna' });
const api = { listFiles: jest.fn<ApiClient['listFiles']>(), createFolder: jest.fn<ApiClient['createFolder']>() };
const close = jest.fn();
const moved: Entry = { kind: 'folder', path: 'a/', name: 'a' };
let fixture: ComponentFixture<DestinationDialog>;
let page: HTMLElement;

beforeEach(() => {
  for (const call of [...Object.values(api), close]) call.mockReset();
  api.listFiles.mockImplementation(({ folder = '' }) =>
    Promise.resolve({ files: [], folders: folder === '' ? [{ path: 'a/' }, { path: 'b/' }, { path: 'été/' }] : [] }),
  );
  api.createFolder.mockImplementation(({ path }) => Promise.resolve({ path: `${path}/` }));
});

async function open(placing: Partial<Placing> = {}): Promise<void> {
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: session },
      { provide: MAT_DIALOG_DATA, useValue: { verb: 'move', entries: [moved], folder: '', ...placing } },
      { provide: MatDialogRef, useValue: { close } },
    ],
  });
  TestBed.inject(RecentFolders).add('b/');
  fixture = TestBed.createComponent(DestinationDialog);
  page = fixture.nativeElement as HTMLElement;
  await settle();
}

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};
const folders = () => Array.from(page.querySelectorAll('.folders li'), (it) => it.textContent.trim());
const button = (label: string) =>
  Array.from(page.querySelectorAll('button')).find(
    (it) => it.getAttribute('aria-label') === label || it.textContent.trim() === label,
  )!;
const refusal = () => page.querySelector('.refusal')?.textContent;
async function click(label: string): Promise<void> {
  button(label).click();
  await settle();
}
async function type(selector: string, value: string): Promise<void> {
  const field = page.querySelector<HTMLInputElement>(selector)!;
  field.value = value;
  field.dispatchEvent(new Event('input'));
  await settle();
}
async function create(name: string): Promise<void> {
  await type('#airlock-new-folder', name);
  page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
}
const problem = () => page.querySelector('#airlock-new-folder-problem')?.textContent;

describe('DestinationDialog', () => {
  it('offers the folders, but for those that are moved, and moves into none where they are already', async () => {
    await open();
    expect([folders(), page.querySelector('h2')?.textContent]).toEqual([['b', 'été'], 'Move “a”']);
    expect([refusal(), button('Move here').disabled]).toEqual(['The files are in this folder already.', true]);
  });

  it('walks into a folder and back, and closes with the folder that is shown', async () => {
    await open();
    await click('Open b');
    expect([refusal(), page.querySelector('.none')?.textContent]).toEqual(['', 'There are no folders in here.']);
    await click('My files');
    expect(folders()).toEqual(['b', 'été']);
    await click('Open b');
    await click('Move here');
    expect(close.mock.calls).toEqual([['b/']]);
  });

  it('closes without a folder when it is cancelled: the empty path is the top folder', async () => {
    await open({ folder: 'b/' });
    const cancel = fixture.debugElement.query(By.directive(MatDialogClose));
    expect(cancel.injector.get(MatDialogClose).dialogResult).toBeUndefined();
  });

  it('copies beside the originals', async () => {
    await open({ verb: 'copy' });
    await click('Copy here');
    expect(close.mock.calls).toEqual([['']]);
  });

  it('walks with the arrow keys, also out of a folder without folders', async () => {
    await open();
    const press = async (key: string) => {
      // The name of the folder has the focus after the dialog has gone into it.
      const target = page.querySelector('.folders ul') ?? page.querySelector('[aria-current]');
      target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await settle();
    };
    await press('ArrowDown');
    await press('ArrowRight');
    expect(api.listFiles.mock.calls.at(-1)?.[0].folder).toBe('été');
    await press('ArrowLeft');
    expect(folders()).toEqual(['b', 'été']);
  });

  it('has the focus on the name of the folder that is shown, from where the arrow keys go on', async () => {
    await open();
    const focused = () => [document.activeElement?.getAttribute('aria-current'), document.activeElement?.textContent];
    await click('Open b');
    expect(focused()).toEqual(['location', 'b']);
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    await settle();
    expect(focused()).toEqual(['location', 'My files']);
    await click('New folder');
    expect(document.activeElement?.id).toBe('airlock-new-folder');
    await create('2027');
    expect(focused()).toEqual(['location', '2027']);
    await click('New folder');
    const field = document.activeElement;
    field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    expect(focused()).toEqual(['location', '2027']);
  });

  it('filters the folders without case and accents', async () => {
    await open();
    await type('[type=search]', 'ETE');
    expect(folders()).toEqual(['été']);
    await type('[type=search]', 'zzz');
    expect(page.querySelector('.none')?.textContent).toBe('No folder here contains “zzz”.');
  });

  it('offers the folders of late, but not the one that is shown', async () => {
    await open({ folder: 'b/', entries: [{ ...moved, path: 'b/a/' }] });
    expect(page.querySelector('.recent')).toBeNull();
  });

  it('says why there is no list, and tries again', async () => {
    api.listFiles.mockRejectedValueOnce(new ApiError('internal', ''));
    await open();
    expect(page.querySelector('[role=alert]')?.textContent).toContain('The folders could not be loaded');
    await click('Try again');
    expect(folders()).toEqual(['b', 'été']);
  });
});

describe('DestinationDialog and a new folder', () => {
  it('makes it, tells the lists, and shows it next', async () => {
    await open();
    const stored: string[] = [];
    TestBed.inject(FolderChanges).stored.subscribe((path) => stored.push(path));
    await click('New folder');
    await create(' 2027 ');
    expect(api.createFolder.mock.calls[0]?.[0]).toEqual({ path: '2027' });
    expect([stored, page.querySelector('[aria-current]')?.textContent]).toEqual([['2027/'], '2027']);
  });

  it('says what is wrong with the name, until another one is typed', async () => {
    await open();
    await click('New folder');
    await create('x/y');
    expect(problem()).toContain('cannot contain a slash');
    await create('');
    expect(problem()).toBe('Give the folder a name.');
    api.createFolder.mockRejectedValueOnce(new ApiError('already-exists', ''));
    await create('b');
    expect(problem()).toBe('There is a file or folder with this name already.');
    await type('#airlock-new-folder', 'c');
    expect(problem()).toBe('');
  });

  it('takes it for made when the answer to the first attempt was lost', async () => {
    await open();
    await click('New folder');
    api.createFolder.mockRejectedValueOnce(new ApiError('network', ''));
    await create('2027');
    expect(problem()).toContain('It is not certain that the folder “2027” was created.');
    api.createFolder.mockRejectedValueOnce(new ApiError('already-exists', ''));
    await create('2027');
    expect(page.querySelector('[aria-current]')?.textContent).toBe('2027');
  });
});
