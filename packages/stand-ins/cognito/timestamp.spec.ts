import { describe, expect, it } from '@jest/globals';

import { formatClaimTime, parseClaimTime } from './timestamp.ts';
import { claimTime } from './testing/srp-client.ts';

describe('the timestamp of a proof', () => {
  it.each(['2026-11-04T09:05:07Z', '2026-02-28T23:59:59Z', '2028-02-29T00:00:00Z'])('is read back: %s', (text) => {
    const date = new Date(text);
    expect(formatClaimTime(date)).toBe(claimTime(date));
    expect(parseClaimTime(claimTime(date))).toEqual(date);
  });

  it.each([
    ['a leading zero', 'Wed Nov 04 09:05:07 UTC 2026'],
    ['another zone', 'Wed Nov 4 09:05:07 CET 2026'],
    ['the wrong weekday', 'Tue Nov 4 09:05:07 UTC 2026'],
    ['a day that is not', 'Mon Feb 30 09:05:07 UTC 2026'],
    ['an hour that is not', 'Wed Nov 4 24:05:07 UTC 2026'],
    ['another language', 'Mi Nov 4 09:05:07 UTC 2026'],
    ['ISO 8601', '2026-11-04T09:05:07Z'],
    ['nothing', ''],
  ])('is refused with %s', (_name, text) => {
    expect(parseClaimTime(text)).toBeUndefined();
  });
});
