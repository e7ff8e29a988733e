/** @jest-environment node */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { TouchPress } from './touch-press.ts';

const at = (clientX: number, clientY: number, pointerType = 'touch') =>
  ({ clientX, clientY, pointerType }) as PointerEvent;
let press: TouchPress;
let rested: jest.Mock;

beforeEach(() => {
  jest.useFakeTimers();
  press = new TouchPress();
  rested = jest.fn();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('TouchPress', () => {
  it('notices a finger that rests, also one that trembles', () => {
    press.down(at(10, 10), rested);
    press.moved(at(14, 12));
    expect(press.isLong).toBe(false);
    jest.advanceTimersByTime(500);
    expect([rested.mock.calls.length, press.isLong, press.isTouch]).toEqual([1, true, true]);
    press.down(at(10, 10), rested);
    expect(press.isLong).toBe(false);
  });

  it.each<[string, () => void]>([
    ['scrolls', () => press.moved(at(10, 40))],
    ['is lifted', () => press.end()],
  ])('is not told of a finger that %s', (_what, happens) => {
    press.down(at(10, 10), rested);
    happens();
    jest.advanceTimersByTime(5_000);
    expect([rested.mock.calls.length, press.isLong]).toEqual([0, false]);
  });

  it('leaves a mouse alone', () => {
    press.down(at(10, 10, 'mouse'), rested);
    jest.advanceTimersByTime(5_000);
    expect([rested.mock.calls.length, press.isTouch]).toEqual([0, false]);
  });
});
