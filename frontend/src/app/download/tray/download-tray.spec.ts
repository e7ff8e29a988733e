import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { DownloadQueue } from '../download-queue.ts';
import type { DownloadState } from '../download-row.ts';
import { DownloadRows } from '../download-rows.ts';
import { DownloadTray } from './download-tray.ts';
import { wordsOf } from './download-words.ts';

const queue = {
  cancel: jest.fn<DownloadQueue['cancel']>(),
  retry: jest.fn<DownloadQueue['retry']>(),
  retryAll: jest.fn<DownloadQueue['retryAll']>(),
  pause: jest.fn<DownloadQueue['pause']>(),
  cancelAll: jest.fn<DownloadQueue['cancelAll']>(),
  clear: jest.fn<DownloadQueue['clear']>(),
};
let fixture: ComponentFixture<DownloadTray>;
let tray: HTMLElement;

beforeEach(async () => {
  Object.values(queue).forEach((it) => it.mockReset());
  Element.prototype.scrollTo = () => undefined;
  // jsdom lays nothing out: without a height the virtual list would render no row.
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  TestBed.configureTestingModule({ providers: [{ provide: DownloadQueue, useValue: queue }] });
  fixture = TestBed.createComponent(DownloadTray);
  tray = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
});

async function show(...states: DownloadState[]): Promise<void> {
  const rows = TestBed.inject(DownloadRows);
  rows.keep(() => false);
  rows.add(
    states.map((state, index) => ({
      path: `x/${index}.txt`,
      versionId: undefined,
      attempt: undefined,
      sizeBytes: undefined,
      state,
    })),
  );
  for (const { id } of rows.all()) rows.change(id, { sizeBytes: 4096 });
  await fixture.whenStable();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await fixture.whenStable();
}

const button = (name: string) => tray.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);
const heading = () => tray.querySelector('h2')?.textContent;

describe('DownloadTray', () => {
  it('shows how far each file is, and lets a person cancel one or all', async () => {
    await show({ kind: 'running', receivedBytes: 1024 }, { kind: 'waiting' });
    expect(heading()).toBe('Downloading 2 files');
    expect(tray.textContent).toContain('1 KB of 4 KB');
    const bar = tray.querySelector<HTMLProgressElement>('progress[aria-label="Progress of the download of 0.txt"]');
    expect(bar?.value).toBe(0.25);
    button('Cancel the download of 1.txt')?.click();
    expect(queue.cancel).toHaveBeenCalledTimes(1);
    button('Cancel all downloads')?.click();
    expect(queue.cancelAll).toHaveBeenCalled();
  });

  it('stays open for what failed, says why, and offers another try', async () => {
    await show({ kind: 'done', isVerified: true }, { kind: 'failed', reason: 'not-found' });
    expect(heading()).toBe('1 downloaded, 1 failed');
    expect(tray.textContent).toContain('It no longer exists.');
    expect(button('Download 0.txt again')).toBeNull();
    button('Download 1.txt again')?.click();
    expect(queue.retry).toHaveBeenCalledTimes(1);
    expect(tray.querySelector('[role=status]')?.textContent).toBe('1 file downloaded, 1 file failed.');
  });

  it('stays open for an archive that lacks files, and says how many', async () => {
    const archive = { fileCount: 1, missingCount: 2, missing: [], changedNames: 0 };
    await show({ kind: 'done', isVerified: true, archive }, { kind: 'done', isVerified: true });
    expect(heading()).toBe('2 files downloaded, 2 files missing');
    expect(tray.textContent).toContain('Downloaded · 4 KB · 2 files missing');
    expect(tray.querySelector('[role=status]')?.textContent).toBe('2 files downloaded, 2 files missing.');
  });

  it('offers another try of all that failed', async () => {
    await show({ kind: 'failed', reason: 'network' }, { kind: 'failed', reason: 'network' });
    button('Try again to download all files that failed')?.click();
    expect(queue.retryAll).toHaveBeenCalledTimes(1);
  });

  it('pauses an archive and lets it go on; a file has no pause', async () => {
    await show({ kind: 'running', receivedBytes: 1024 });
    expect(button('Pause the download of 0.txt')).toBeNull();
    const rows = TestBed.inject(DownloadRows);
    const id = rows.all()[0]!.id;
    rows.change(id, { archive: { files: [], folders: ['a/'] } });
    await fixture.whenStable();
    button('Pause the download of 0.txt')?.click();
    expect(queue.pause).toHaveBeenLastCalledWith(id, true);
    rows.change(id, { state: { kind: 'paused', receivedBytes: 1024 } });
    await fixture.whenStable();
    expect(tray.textContent).toContain('Paused · 1 KB of 4 KB');
    button('Resume the download of 0.txt')?.click();
    expect(queue.pause).toHaveBeenLastCalledWith(id, false);
  });

  it('folds itself when all is well, opens again, and closes', async () => {
    await show({ kind: 'done', isVerified: true });
    expect([heading(), tray.querySelector('[role=list]')]).toEqual(['1 file downloaded', null]);
    expect(tray.querySelector('[role=status]')?.textContent).toBe('1 file downloaded.');
    button('Expand downloads')?.click();
    await fixture.whenStable();
    expect(button('Collapse downloads')).not.toBeNull();
    button('Clear finished downloads')?.click();
    expect(queue.clear).toHaveBeenCalled();
  });
});

describe('wordsOf', () => {
  it.each<[DownloadState, string]>([
    [{ kind: 'waiting' }, 'Waiting'],
    [{ kind: 'preparing' }, 'Preparing'],
    [{ kind: 'retrying', receivedBytes: 5 }, 'Connection trouble, trying again soon'],
    [{ kind: 'running', receivedBytes: 2048 }, '2 KB of 4 KB'],
    [{ kind: 'done', isVerified: true }, 'Verified · 4 KB'],
    [{ kind: 'done', isVerified: false }, 'Downloaded · 4 KB'],
    [{ kind: 'handed-over' }, 'Passed to the browser, which shows its progress'],
    [{ kind: 'cancelled' }, 'Cancelled'],
    [{ kind: 'failed', reason: 'lost' }, 'The browser stopped this download.'],
    [
      { kind: 'failed', reason: 'different' },
      'The data that arrived differs from the file in the storage, so it was not saved as finished.',
    ],
    [{ kind: 'failed', reason: 'unavailable' }, 'The service is busy or down. Try again in a minute.'],
  ])('%j: %s', (state, words) => {
    expect(wordsOf({ state, sizeBytes: 4096 })).toBe(words);
  });
});
