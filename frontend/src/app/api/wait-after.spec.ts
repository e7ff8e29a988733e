/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { ApiError } from './api-error.ts';
import { waitAfter } from './wait-after.ts';

describe('waitAfter', () => {
  it.each([
    ['as long as usual without a wish of the server', undefined, 2_000],
    ['as long as usual when the server asks for less', 1_000, 2_000],
    ['as long as the server asks', 7_000, 7_000],
    ['two minutes at most', 86_400_000, 120_000],
  ])('waits %s', (_, retryAfterMs, waitMs) => {
    expect(waitAfter(new ApiError('too-many-requests', '', undefined, retryAfterMs), 2_000)).toBe(waitMs);
  });
});
