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
});
