import { describe, expect, it } from '@jest/globals';

import type { UploadState } from '../transfer/upload-state.ts';
import { inOrder } from './row-order.ts';

const done: UploadState = { kind: 'done', verified: true };
const sending: UploadState = { kind: 'sending', sentBytes: 1 };
const failed: UploadState = { kind: 'failed', reason: 'network' };
const conflict: UploadState = { kind: 'conflict', etag: '"e"', identical: false };

describe('inOrder', () => {
  it('lifts what needs an answer above everything, then what is on its way, then failures', () => {
    const rows = [done, failed, sending, conflict];
    expect(inOrder(rows, (row) => row)).toEqual([conflict, sending, failed, done]);
  });

  it('keeps the order of adding within one rank', () => {
    const rows = ['a', 'b', 'c'];
    expect(inOrder(rows, () => ({ kind: 'waiting' }))).toEqual(rows);
  });
});
