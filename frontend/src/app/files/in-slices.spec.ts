/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { runInSlices, type SliceClock } from './in-slices.ts';

function fakeClock() {
  let ms = 0;
  let waiting: (() => void) | undefined;
  const clock: SliceClock = {
    now: () => ms,
    later: (next) => {
      waiting = next;
      return () => (waiting = undefined);
    },
  };
  return {
    clock,
    spend: (spent: number) => (ms += spent),
    turn: () => {
      const next = waiting;
      waiting = undefined;
      next?.();
    },
  };
}

describe('runInSlices', () => {
  it('is done at once with a short job, and gives the page a turn in a long one', () => {
    const { clock, spend, turn } = fakeClock();
    const done: number[] = [];
    function* job(): Generator<void, void> {
      for (let step = 0; step < 5; step += 1) {
        spend(3);
        done.push(step);
        yield;
      }
    }
    runInSlices(job(), clock);
    expect(done).toEqual([0, 1, 2]);
    turn();
    expect(done).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes no further once it is cancelled', () => {
    const { clock, spend, turn } = fakeClock();
    let steps = 0;
    function* job(): Generator<void, void> {
      for (;;) {
        spend(9);
        steps += 1;
        yield;
      }
    }
    const cancel = runInSlices(job(), clock);
    turn();
    cancel();
    turn();
    expect(steps).toBe(2);
  });
});
