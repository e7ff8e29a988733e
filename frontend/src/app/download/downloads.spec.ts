import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { MissingCode } from '../loading/missing-code.ts';
import { DownloadQueue } from './download-queue.ts';
import { remember } from './download-record.ts';
import { Downloads } from './downloads.ts';

const session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
const add = jest.fn<DownloadQueue['add']>();
const addToFolder = jest.fn<DownloadQueue['addToFolder']>();
const made = jest.fn(() => ({ add, addToFolder }));
const missing = { tell: jest.fn(), arrived: jest.fn() };
let downloads: Downloads;

beforeEach(() => {
  sessionStorage.clear();
  add.mockReset();
  addToFolder.mockReset();
  made.mockClear();
  for (const each of [missing.tell, missing.arrived]) each.mockReset();
  session.set({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
  TestBed.configureTestingModule({
    providers: [
      { provide: SESSION_STATE, useValue: session },
      { provide: DownloadQueue, useFactory: made },
      { provide: MissingCode, useValue: missing },
    ],
  });
  downloads = TestBed.inject(Downloads);
});

describe('Downloads', () => {
  it('passes on files and versions', async () => {
    await downloads.download(['a', 'b']);
    await downloads.downloadVersion('c', 'v1');
    expect(add.mock.calls).toEqual([
      [
        [
          { path: 'a', versionId: undefined },
          { path: 'b', versionId: undefined },
        ],
      ],
      [[{ path: 'c', versionId: 'v1' }]],
    ]);
    expect(missing.arrived).toHaveBeenCalledWith(downloads);
  });

  describe('to a folder on the disk', () => {
    const content = { files: [], folders: ['a/'] };
    const chosen = { name: 'disk' } as FileSystemDirectoryHandle;
    const picker = jest.fn<(options: object) => Promise<FileSystemDirectoryHandle>>();
    beforeEach(() => {
      picker.mockReset().mockResolvedValue(chosen);
      Object.assign(globalThis, { showDirectoryPicker: picker });
    });
    afterEach(() => void Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));

    it('asks for the folder first, with the right to write', async () => {
      await downloads.downloadToFolder('a', content);
      expect(picker).toHaveBeenCalledWith({ id: 'airlock-downloads', mode: 'readwrite' });
      expect(addToFolder).toHaveBeenCalledWith('a', content, chosen);
    });

    it('does nothing when the person chooses none, or is another one by then', async () => {
      picker.mockRejectedValueOnce(new DOMException('Dismissed.', 'AbortError'));
      await downloads.downloadToFolder('a', content);
      const asked = downloads.downloadToFolder('a', content);
      session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
      await asked;
      expect(addToFolder).not.toHaveBeenCalled();
    });
  });

  it('starts nothing when the page has passed to somebody else meanwhile', async () => {
    const asked = downloads.download(['secret']);
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    await asked;
    expect(add).not.toHaveBeenCalled();
  });

  it('says that a part of the app is missing when what downloads does not arrive', async () => {
    const lost = new Error('lost');
    made.mockImplementationOnce(() => {
      throw lost;
    });
    await downloads.download(['a']);
    expect(missing.tell).toHaveBeenCalledWith(lost, downloads);
  });

  it('says so too when that happens to what an earlier page did not finish', async () => {
    remember('anna-id', [{ path: 'a', isRunning: false }]);
    made.mockImplementationOnce(() => {
      throw new Error('lost');
    });
    downloads.restore();
    await new Promise((resolve) => setTimeout(resolve));
    expect(missing.tell).toHaveBeenCalledTimes(1);
  });

  it('goes on after a reload only when there is something left', async () => {
    downloads.restore();
    await new Promise((resolve) => setTimeout(resolve));
    expect(made).not.toHaveBeenCalled();
    remember('anna-id', [{ path: 'a', isRunning: false }]);
    downloads.restore();
    await downloads.download(['b']);
    expect(made).toHaveBeenCalledTimes(1);
  });
});
