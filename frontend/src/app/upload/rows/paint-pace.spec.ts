import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { beforePaint } from './paint-pace.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const frameMs = 20;

function counted() {
  const run = jest.fn();
  return { run, ask: beforePaint(run) };
}

describe('beforePaint', () => {
  it('runs in the next frame, once for all who asked', () => {
    const { run, ask } = counted();
    ask();
    ask();
    expect(run).not.toHaveBeenCalled();
    jest.advanceTimersByTime(frameMs);
    ask();
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('runs about ten times a second when asked all the time, and after the last time', () => {
    const { run, ask } = counted();
    for (let ms = 0; ms < 1000; ms += 1) {
      ask();
      jest.advanceTimersByTime(1);
    }
    const runs = run.mock.calls.length;
    expect(runs).toBeGreaterThanOrEqual(8);
    expect(runs).toBeLessThanOrEqual(10);
    jest.advanceTimersByTime(200);
    expect(run).toHaveBeenCalledTimes(runs + 1);
  });

  it('runs in a tab that paints nothing', () => {
    jest.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(1);
    const { run, ask } = counted();
    ask();
    jest.advanceTimersByTime(250);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
