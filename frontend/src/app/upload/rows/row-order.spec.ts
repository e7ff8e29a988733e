/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { keepOrder, orderRows } from './row-order.ts';
import type { UploadRow } from './upload-rows.ts';

const row = (id: number, rank: number): UploadRow => ({ id, rank: () => rank, view: null! });
const ids = (rows: UploadRow[]) => rows.map(({ id }) => id);

describe('orderRows', () => {
  it('goes by rank, and within one rank by the order of adding', () => {
    expect(ids(orderRows([row(1, 3), row(2, 1), row(3, 0), row(4, 1), row(5, 3)]))).toEqual([3, 2, 4, 1, 5]);
  });
});

describe('keepOrder', () => {
  it('moves nothing; what is gone leaves, what is new comes last', () => {
    const [a, b, c] = [row(1, 3), row(2, 0), row(3, 1)];
    expect(ids(keepOrder([c, a], [a, b, c]))).toEqual([3, 1, 2]);
    expect(ids(keepOrder([c, a], [a]))).toEqual([1]);
  });
});
