/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { Lane } from './lane.ts';

const never = new AbortController().signal;

describe('Lane', () => {
  it('lets its width pass and the rest in the order they came', async () => {
    const lane = new Lane(1);
    const order: string[] = [];
    const leave = await lane.enter(never);
    const second = lane.enter(never).then((go) => (order.push('second'), go));
    const third = lane.enter(never).then((go) => (order.push('third'), go));
    leave();
    (await second)();
    (await third)();
    expect(order).toEqual(['second', 'third']);
  });

  it('forgets who gave up waiting', async () => {
    const lane = new Lane(1);
    const leave = await lane.enter(never);
    const stop = new AbortController();
    const gaveUp = lane.enter(stop.signal);
    const patient = lane.enter(never);
    stop.abort(new Error('enough'));
    await expect(gaveUp).rejects.toThrow('enough');
    leave();
    await expect(patient).resolves.toBeInstanceOf(Function);
  });

  it('counts a place as free once, however often it is left', async () => {
    const lane = new Lane(1);
    const leave = await lane.enter(never);
    leave();
    leave();
    await lane.enter(never);
    const stop = new AbortController();
    const second = lane.enter(stop.signal);
    stop.abort(new Error('still full'));
    await expect(second).rejects.toThrow('still full');
  });

  it('lets half as many pass when the other side is overloaded, and after some success more again', async () => {
    const lane = new Lane(4);
    const inside = await Promise.all([1, 2, 3, 4].map(() => lane.enter(never)));
    lane.narrow();
    // The other answers to what was sent before say nothing new.
    lane.narrow();
    lane.narrow();
    expect(lane.width).toBe(2);
    const waiting = lane.enter(never).then((leave) => (order.push('in'), leave));
    const order: string[] = [];
    inside.pop()?.();
    inside.pop()?.();
    await Promise.resolve();
    expect(order).toEqual([]);
    inside.pop()?.();
    await waiting;
    expect(order).toEqual(['in']);
    lane.widen();
    expect(lane.width).toBe(2);
    lane.widen();
    expect(lane.width).toBe(3);
    for (let success = 0; success < 20; success += 1) lane.widen();
    expect(lane.width).toBe(4);
  });

  it('opens its spare place after a whole round, and closes it at once', () => {
    const lane = new Lane(2, 1);
    lane.widen();
    lane.widen();
    expect(lane.width).toBe(2);
    lane.useSpare(true);
    lane.widen();
    expect(lane.width).toBe(3);
    lane.useSpare(false);
    expect(lane.width).toBe(2);
    lane.useSpare(true);
    lane.widen();
    expect(lane.width).toBe(2);
  });

  it('gets its usual width back from an overloaded other side, however long everything takes', () => {
    const lane = new Lane(4, 1);
    lane.narrow();
    lane.useSpare(false);
    expect(lane.width).toBe(2);
    for (let success = 0; success < 20; success += 1) {
      lane.useSpare(false);
      lane.widen();
    }
    expect(lane.width).toBe(4);
  });

  it('never closes', () => {
    const lane = new Lane(1);
    lane.narrow();
    expect(lane.width).toBe(1);
  });
});
