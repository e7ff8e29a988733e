import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';

import { deferred } from '../../../testing/deferred.ts';
import { FormDriver } from '../../../testing/form-driver.ts';
import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { ApiError } from '../../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import { FolderChanges } from '../../changes/folder-changes.ts';
import { Notices } from '../../notices/notices.ts';
import { NewFolderDialog } from './new-folder-dialog.ts';

const session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna' });
const createFolder = jest.fn<ApiClient['createFolder']>();
const close = jest.fn();
let closed: Subject<void>;
let created: string[];
let form: FormDriver;
let fixture: ComponentFixture<NewFolderDialog>;

beforeEach(async () => {
  createFolder.mockReset().mockImplementation(({ path }) => Promise.resolve({ path: `${path}/` }));
  close.mockReset();
  closed = new Subject();
  session.set({ kind: 'signed-in', username: 'anna', userId: 'anna' });
  TestBed.configureTestingModule({
    providers: [
      { provide: SESSION_STATE, useValue: session },
      { provide: API_CLIENT, useValue: { createFolder } },
      { provide: MAT_DIALOG_DATA, useValue: 'reports/' },
      { provide: MatDialogRef, useValue: { close, afterClosed: () => closed } },
    ],
  });
  created = [];
  TestBed.inject(FolderChanges).created.subscribe((path) => created.push(path));
  fixture = TestBed.createComponent(NewFolderDialog);
  form = new FormDriver(fixture);
  await fixture.whenStable();
});

const problem = () => form.page.querySelector('#new-folder-problem')?.textContent;
async function create(name: string): Promise<void> {
  await form.type('new-folder-name', name);
  await form.submit();
}

describe('NewFolderDialog', () => {
  it('creates the folder, closes, and then lets the list show it', async () => {
    await create(' 2027 ');
    expect(createFolder.mock.calls[0]?.[0]).toEqual({ path: 'reports/2027' });
    expect(close).toHaveBeenCalledTimes(1);
    // The dialog gives the focus back when it has closed; the list takes it after that.
    expect(created).toEqual([]);
    closed.next();
    expect(created).toEqual(['reports/2027/']);
  });

  it('says while typing what is wrong, and that nothing was typed only when it is asked to create', async () => {
    expect(problem()).toBe('');
    await form.type('new-folder-name', 'a/b');
    expect(problem()).toContain('cannot contain a slash');
    expect(form.field('new-folder-name').getAttribute('aria-invalid')).toBe('true');
    await form.type('new-folder-name', '');
    expect(problem()).toBe('');
    await form.submit();
    expect(problem()).toBe('Give the folder a name.');
    expect(createFolder).not.toHaveBeenCalled();
  });

  it('says that the name is taken, until another one is typed', async () => {
    createFolder.mockRejectedValueOnce(new ApiError('already-exists', ''));
    await create('2026');
    expect(problem()).toBe('There is a file or folder with this name already.');
    expect(close).not.toHaveBeenCalled();
    await form.type('new-folder-name', '2027');
    expect(problem()).toBe('');
  });

  it('takes the folder for made when the answer to the first attempt was lost', async () => {
    createFolder.mockRejectedValueOnce(new ApiError('network', ''));
    await create('2027');
    expect(problem()).toContain('It is not certain that the folder “2027” was created. No connection');
    createFolder.mockRejectedValueOnce(new ApiError('already-exists', ''));
    await form.submit();
    closed.next();
    expect(created).toEqual(['reports/2027/']);
  });

  it('asks once, however often it is submitted', async () => {
    const answer = deferred<{ path: string }>();
    createFolder.mockReturnValue(answer.promise);
    await create('2027');
    await form.submit();
    expect(createFolder).toHaveBeenCalledTimes(1);
  });

  it('lets the list show a folder that was made after the dialog was closed, or says why there is none', async () => {
    const answer = deferred<{ path: string }>();
    createFolder.mockReturnValueOnce(answer.promise);
    await create('2027');
    fixture.destroy();
    answer.resolve({ path: 'reports/2027/' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(created).toEqual(['reports/2027/']);
  });

  it('says why there is no folder when the dialog was closed before', async () => {
    const answer = deferred<{ path: string }>();
    createFolder.mockReturnValueOnce(answer.promise);
    await create('2027');
    fixture.destroy();
    answer.reject(new ApiError('already-exists', ''));
    await new Promise((resolve) => setTimeout(resolve));
    const sentences = TestBed.inject(Notices)
      .all()
      .map(({ content }) => content().sentence);
    expect(sentences).toEqual(['The folder “2027” was not created. There is a file or folder with this name already.']);
  });

  it('tells the next person nothing', async () => {
    const answer = deferred<{ path: string }>();
    createFolder.mockReturnValueOnce(answer.promise);
    await create('2027');
    session.set({ kind: 'signed-in', username: 'bert', userId: 'bert' });
    fixture.destroy();
    answer.resolve({ path: 'reports/2027/' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(created).toEqual([]);
  });
});
