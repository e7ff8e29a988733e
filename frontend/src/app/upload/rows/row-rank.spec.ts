/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { UploadState } from '../../transfer/upload-state.ts';
import { rankOf } from './row-rank.ts';

describe('rankOf', () => {
  it('puts what needs an answer above everything, then what is on its way, then failures', () => {
    const done: UploadState = { kind: 'done', verified: true };
    const sending: UploadState = { kind: 'sending', sentBytes: 1 };
    const failed: UploadState = { kind: 'failed', reason: 'network' };
    const conflict: UploadState = { kind: 'conflict', etag: '"e"' };
    const rows = [done, failed, sending, conflict];
    expect(rows.toSorted((a, b) => rankOf(a) - rankOf(b))).toEqual([conflict, sending, failed, done]);
  });
});
