/** @jest-environment node */
import type { Change } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';

import { aChange } from '../testing/a-change.ts';
import { activityWords, percentOf } from './activity-words.ts';

const reports = { folder: '2026/reports' };
const cases: readonly { readonly told: Partial<Change>; readonly title: string; readonly state?: string }[] = [
  { told: { first: { path: 'reports/q3.pdf' } }, title: 'Deleted “q3.pdf”' },
  { told: { kind: 'restore', first: { path: 'reports/q3.pdf' } }, title: 'Restored “q3.pdf”' },
  { told: { first: reports, doneCount: 3000 }, title: 'Deleted 3,000 files from “reports”' },
  { told: { kind: 'restore', first: reports, doneCount: 3000 }, title: 'Restored 3,000 files to “reports”' },
  { told: { first: { folder: '' }, doneCount: 2 }, title: 'Deleted 2 files from My files' },
  {
    told: { kind: 'purge', first: { folder: '' }, doneCount: 2 },
    title: 'Deleted for ever: 2 files from the trash',
  },
  {
    told: { itemCount: 40, doneCount: 40, first: { path: 'x/a.txt' } },
    title: 'Deleted 40 files',
    state: '“a.txt” and 39 others',
  },
  {
    told: { state: 'running', first: reports, doneCount: 1200, totalCount: 3000 },
    title: 'Deleting 3,000 files from “reports”',
    state: '1,200 of 3,000 files',
  },
  {
    told: { state: 'running', first: reports, doneCount: 1 },
    title: 'Deleting files from “reports”',
    state: '1 file so far',
  },
  {
    told: { state: 'stopped', first: reports, doneCount: 1200, totalCount: 3000 },
    title: 'Deleted 1,200 files from “reports”',
    state: 'Stopped before the end. The other files stay as they were.',
  },
  {
    told: { state: 'failed', doneCount: 0, itemCount: 40, totalCount: 40 },
    title: 'Did not delete 40 files',
    state: 'An error on the server ended this early. The other files stay as they were.',
  },
  {
    told: { kind: 'move', first: { path: 'a/q3.pdf' }, to: 'reports/q3.pdf' },
    title: 'Moved “q3.pdf” to “reports”',
  },
  {
    told: { kind: 'move', first: { path: 'a/q3.pdf' }, to: 'q3 (2).pdf' },
    title: 'Moved “q3.pdf” to My files',
    state: 'Its name there is “q3 (2).pdf”.',
  },
  {
    told: { kind: 'move', first: { path: 'a/q3.pdf' }, to: 'a/q4.pdf' },
    title: 'Renamed “q3.pdf” to “q4.pdf”',
  },
  {
    told: { kind: 'move', state: 'running', first: reports, to: '2025/reports/', doneCount: 7, totalCount: 30 },
    title: 'Moving “reports” with 30 files to “2025”',
    state: '7 of 30 files',
  },
  {
    told: { kind: 'copy', first: { path: 'a/1.txt' }, to: 'b/1.txt', itemCount: 3, doneCount: 3 },
    title: 'Copied 3 files to “b”',
    state: '“1.txt” and 2 others',
  },
  {
    told: { kind: 'copy', first: { path: 'a/1.txt' }, to: 'b/1.txt', doneCount: 0, failedCount: 1 },
    title: 'Did not copy “1.txt” to “b”',
  },
  { told: { doneCount: 0, failedCount: 1 }, title: 'Did not delete “a.txt”' },
];

describe('activityWords', () => {
  it.each(cases)('$title', ({ told, title, state }) => {
    expect(activityWords(aChange(told))).toEqual({ title, state });
  });
});

describe('percentOf', () => {
  it('counts what failed too, and knows nothing without a total', () => {
    expect(percentOf(aChange({ doneCount: 29, failedCount: 1, totalCount: 120 }))).toBe(25);
    expect(percentOf(aChange({ totalCount: undefined }))).toBeUndefined();
  });
});
