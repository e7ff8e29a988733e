/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { Reachability } from './reachability.ts';

describe('Reachability', () => {
  it('counts requests that went out together and were not answered as one round', () => {
    const reachability = new Reachability();
    const atStart = [1, 2, 3].map(() => reachability.unansweredRounds);
    expect(atStart.map((rounds) => reachability.noteNoAnswer(rounds))).toEqual([0, 0, 0]);
    const next = reachability.unansweredRounds;
    expect([reachability.noteNoAnswer(next), reachability.noteNoAnswer(next), reachability.unansweredRounds]).toEqual([
      1, 1, 2,
    ]);
  });

  it('starts again at zero with any answer, also for requests that went out before it', () => {
    const reachability = new Reachability();
    reachability.noteNoAnswer(reachability.unansweredRounds);
    reachability.noteNoAnswer(reachability.unansweredRounds);
    const before = reachability.unansweredRounds;
    reachability.noteAnswer();
    expect(reachability.noteNoAnswer(before)).toBe(0);
  });
});
