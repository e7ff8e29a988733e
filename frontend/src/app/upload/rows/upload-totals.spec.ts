/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, integer, property, record } from 'fast-check';

import type { UploadState } from '../../transfer/upload-state.ts';
import { RunningTotals } from './upload-totals.ts';
import { sentBytesOf, type UploadView } from './upload-view.ts';

function view(state: UploadState, sizeBytes = 1000, before = 0): UploadView {
  const file = Object.defineProperty(new File([], 'a.txt'), 'size', { value: sizeBytes });
  const sentBytes = sentBytesOf({ state, file }, before);
  return { id: 1, path: 'a.txt', file, contentType: 'text/plain', state, sentBytes, speed: undefined, isAgain: false };
}

const totalsOf = (...views: UploadView[]) => {
  const totals = new RunningTotals();
  for (const one of views) totals.add(one);
  return totals.at(0);
};

describe('RunningTotals', () => {
  it('counts what is on its way and what has arrived, not what was given up', () => {
    const totals = totalsOf(
      view({ kind: 'sending', sentBytes: 500 }),
      view({ kind: 'waiting' }),
      view({ kind: 'paused', sentBytes: 100 }),
      view({ kind: 'done', verified: true }),
      view({ kind: 'failed', reason: 'network' }),
      view({ kind: 'cancelled' }),
      view({ kind: 'conflict', etag: '' }),
      view({ kind: 'skipped', identical: true }),
      view({ kind: 'skipped', identical: false }),
    );
    expect(totals).toMatchObject({ files: 9, active: 2, paused: 1, done: 1, failed: 1, conflicts: 1, identical: 1 });
    expect(totals).toMatchObject({ totalBytes: 4000, sentBytes: 1600 });
  });

  it.each<[UploadState, number]>([
    [{ kind: 'sending', sentBytes: 1 }, 1],
    [{ kind: 'paused', sentBytes: 0 }, 1],
    [{ kind: 'paused', sentBytes: 1 }, 0],
    [{ kind: 'conflict', etag: '' }, 1],
    [{ kind: 'skipped', identical: true }, 0],
    [{ kind: 'elsewhere' }, 0],
    [{ kind: 'needs-file' }, 0],
    [{ kind: 'done', verified: true }, 0],
  ])('knows what leaving the page would lose: %j', (state, atRisk) => {
    expect(totalsOf(view(state)).atRisk).toBe(atRisk);
  });

  it('keeps what has arrived while the connection is away', () => {
    const { sentBytes } = view({ kind: 'sending', sentBytes: 500 });
    expect(view({ kind: 'offline' }, 1000, sentBytes).sentBytes).toBe(500);
    expect(view({ kind: 'waiting' }, 1000, sentBytes).sentBytes).toBe(0);
  });

  it('measures what this page sends, not what an earlier visit had sent', () => {
    const totals = new RunningTotals();
    const before = view({ kind: 'comparing', comparedBytes: 0 });
    totals.add(before);
    totals.at(1_000);
    const found = view({ kind: 'sending', sentBytes: 900 });
    totals.change(before, found);
    totals.change(found, view({ kind: 'sending', sentBytes: 950 }));
    expect(totals.at(2_000).speed).toBe(50);
  });

  it('says after any changes what counting anew would say', () => {
    const state = constantFrom<UploadState>(
      { kind: 'waiting' },
      { kind: 'sending', sentBytes: 70 },
      { kind: 'paused', sentBytes: 0 },
      { kind: 'conflict', etag: '' },
      { kind: 'failed', reason: 'network' },
      { kind: 'done', verified: true },
    );
    assert(
      property(array(record({ at: integer({ min: 0, max: 3 }), state }), { maxLength: 30 }), (changes) => {
        const views = [100, 200, 300, 400].map((sizeBytes) => view({ kind: 'waiting' }, sizeBytes));
        const totals = new RunningTotals();
        for (const one of views) totals.add(one);
        for (const change of changes) {
          const after = view(change.state, views[change.at]!.file.size);
          totals.change(views[change.at]!, after);
          views[change.at] = after;
        }
        totals.remove(views.pop()!);
        expect({ ...totals.at(0), speed: 0 }).toEqual({ ...totalsOf(...views), speed: 0 });
      }),
    );
  });
});
