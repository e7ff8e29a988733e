/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { Reach } from './reach.ts';

describe('Reach', () => {
  it('counts requests that went out together and stayed unanswered as one silence', () => {
    const reach = new Reach();
    const noted = [reach.silences, reach.silences, reach.silences];
    expect(noted.map((one) => reach.unanswered(one))).toEqual([0, 0, 0]);
    const next = reach.silences;
    expect([reach.unanswered(next), reach.unanswered(next), reach.silences]).toEqual([1, 1, 2]);
  });

  it('begins anew with any answer, also for requests that went out before it', () => {
    const reach = new Reach();
    reach.unanswered(reach.silences);
    reach.unanswered(reach.silences);
    const before = reach.silences;
    reach.answered();
    expect(reach.unanswered(before)).toBe(0);
  });
});
