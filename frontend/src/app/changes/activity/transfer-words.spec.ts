/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { ActivityTransfer } from './activity-transfer.ts';
import { percentMoved, transferWords } from './transfer-words.ts';

const one: ActivityTransfer = {
  ...{ kind: 'upload', key: 'u', startedAtMs: 0, first: 'reports/q3.pdf', folder: undefined, failures: [] },
  ...{ files: 1, done: 1, failed: 0, open: 0, totalBytes: 100, movedBytes: 100, stop: () => undefined },
};
const cases: readonly { readonly told: Partial<ActivityTransfer>; readonly title: string; readonly state?: string }[] =
  [
    { told: {}, title: 'Uploaded “q3.pdf” to “reports”' },
    { told: { first: 'q3.pdf' }, title: 'Uploaded “q3.pdf” to My files' },
    { told: { done: 0, open: 1 }, title: 'Uploading “q3.pdf” to “reports”' },
    { told: { done: 0, failed: 1 }, title: 'Did not upload “q3.pdf” to “reports”' },
    { told: { kind: 'download' }, title: 'Downloaded “q3.pdf”' },
    { told: { files: 9, done: 3, failed: 1, open: 5 }, title: 'Uploading 9 files to “reports”', state: '4 of 9 files' },
    {
      told: { files: 9, done: 6, failed: 1, folder: '' },
      title: 'Uploaded 6 files to My files',
      state: '2 files skipped or cancelled',
    },
  ];

describe('transferWords', () => {
  it.each(cases)('$title', ({ told, title, state }) => {
    expect(transferWords({ ...one, ...told })).toEqual({ title, state });
  });
});

describe('percentMoved', () => {
  it.each([
    [{ movedBytes: 33 }, 33],
    [{ totalBytes: 0, movedBytes: 0 }, undefined],
    [{ files: 4, done: 1, failed: 1 }, 50],
  ])('%j is %j percent', (told, percent) => {
    expect(percentMoved({ ...one, ...told })).toBe(percent);
  });
});
