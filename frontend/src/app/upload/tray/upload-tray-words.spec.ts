/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { noTotals, type UploadTotals } from '../rows/upload-totals.ts';
import { trayDetail, trayTitle } from './upload-tray-words.ts';

const totals = (more: Partial<UploadTotals>): UploadTotals => ({ ...noTotals, files: 10, ...more });
const running = totals({ active: 4, totalBytes: 40_000_000, sentBytes: 10_000_000, speed: 1_000_000 });

describe('trayDetail', () => {
  it('begins with the time left, so that a narrow tray cuts off the speed', () => {
    expect(trayDetail(running, true)).toMatch(/^30 sec left · .+ of .+ · .+\/s$/);
  });

  it('claims no speed and no time while the device is offline', () => {
    expect(trayDetail(running, false)).toBe('Offline. Goes on when the connection is back.');
  });

  it.each([
    [{ done: 142, identical: 1_358 }, '142 files uploaded', '1,358 were already there'],
    [{ identical: 1 }, '1 file was already there', ''],
    [{ done: 1, failed: 2, identical: 1 }, '1 uploaded, 2 failed', '1 was already there'],
    [{ done: 1 }, '1 file uploaded', ''],
  ])('counts what was there before: %j', (more, title, detail) => {
    expect([trayTitle(totals(more), 0), trayDetail(totals(more), true)]).toEqual([title, detail]);
  });

  it('counts it while the rest is being uploaded', () => {
    expect(trayDetail({ ...running, identical: 2 }, true)).toContain(' · 2 were already there');
  });
});
