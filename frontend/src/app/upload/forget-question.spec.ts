import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE } from '../api/session-state.ts';
import { SignOutWork } from '../api/sign-out-work.ts';
import { LazyDialogs } from '../loading/lazy-dialogs.ts';
import { BrowserUploadQueue } from './browser-upload-queue.ts';
import { ForgetQuestion } from './forget-question.ts';
import { UploadRows } from './rows/upload-rows.ts';
import { AllUploads } from './tray/all-uploads.ts';

const queue = { keptBy: jest.fn<BrowserUploadQueue['keptBy']>() };
const all = { forget: jest.fn<AllUploads['forget']>() };
const totals = signal({ active: 0 });
let work: SignOutWork;

beforeEach(() => {
  queue.keptBy.mockReset().mockResolvedValue(2);
  totals.set({ active: 0 });
  all.forget.mockReset().mockResolvedValue(undefined);
  TestBed.configureTestingModule({
    providers: [
      { provide: BrowserUploadQueue, useValue: queue },
      { provide: AllUploads, useValue: all },
      { provide: UploadRows, useValue: { totals } },
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
    ],
  });
  TestBed.inject(ForgetQuestion);
  work = TestBed.inject(SignOutWork);
});

const dialog = () => document.querySelector<HTMLElement>('airlock-forget-dialog');
let asked: string | undefined;
async function answer(label: string): Promise<boolean> {
  const wanted = work.isWanted();
  while (!dialog()) await new Promise((resolve) => setTimeout(resolve));
  TestBed.tick();
  asked = dialog()?.textContent;
  expect(asked).toContain('2 uploads are not finished.');
  const buttons = Array.from(dialog()?.querySelectorAll('button') ?? []);
  buttons.find(({ textContent }) => textContent.trim() === label)?.click();
  TestBed.tick();
  return wanted;
}

describe('ForgetQuestion', () => {
  it('is not asked when there is nothing to remember', async () => {
    queue.keptBy.mockResolvedValue(0);
    await expect(work.isWanted()).resolves.toBe(true);
    expect([dialog(), queue.keptBy.mock.calls]).toEqual([null, [['anna-id']]]);
  });

  it('keeps the uploads and lets the person sign out when the question cannot be shown', async () => {
    jest.spyOn(TestBed.inject(LazyDialogs), 'open').mockResolvedValue(undefined);
    await expect(work.isWanted()).resolves.toBe(true);
    expect(all.forget).not.toHaveBeenCalled();
  });

  it('says that a sign-out stops what is being uploaded', async () => {
    totals.set({ active: 3 });
    await expect(answer('Stay signed in')).resolves.toBe(false);
    expect(asked).toContain('3 files are still uploading. Sign out and stop them?');
  });

  it.each([
    ['Keep and sign out', true, []],
    ['Forget and sign out', true, [['anna-id']]],
    ['Stay signed in', false, []],
  ])('%s', async (label, isWanted, forgotten) => {
    await expect(answer(label)).resolves.toBe(isWanted);
    expect(all.forget.mock.calls).toEqual(forgotten);
  });
});
