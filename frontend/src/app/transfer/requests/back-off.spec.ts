/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { BackOff } from './back-off.ts';
import { FakePorts } from '../testing/fake-ports.ts';

let ports: FakePorts;
let backOff: BackOff;
const never = new AbortController().signal;

beforeEach(() => {
  ports = new FakePorts();
  backOff = new BackOff(ports.clock);
});

describe('BackOff', () => {
  it('holds nobody back at first', async () => {
    await backOff.over(never);
    expect(ports.pending('wait')).toBe(0);
  });

  it('holds everybody back until it is over, and longer when it is extended meanwhile', async () => {
    backOff.extend(1_000);
    backOff.extend(500);
    const over = backOff.over(never);
    const wait = await ports.next('wait');
    expect(wait.question).toBe(1_000);
    backOff.extend(1_500);
    wait.answer(undefined);
    const longer = await ports.next('wait');
    expect(longer.question).toBe(500);
    longer.answer(undefined);
    await over;
  });

  it('is not prolonged by a clock that is set back', async () => {
    backOff.extend(1_000);
    const over = backOff.over(never);
    (await ports.next('wait')).answer(undefined);
    ports.nowMs = -3_600_000;
    await over;
  });

  it('can be left', async () => {
    backOff.extend(1_000);
    const stop = new AbortController();
    const over = backOff.over(stop.signal);
    await ports.next('wait');
    stop.abort(new Error('enough'));
    await expect(over).rejects.toThrow('enough');
  });
});
