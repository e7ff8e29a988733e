/** @jest-environment node */
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { browserKeyExchange } from './browser-key-exchange.ts';

const channels: BroadcastChannel[] = [];

function tab(keys: Readonly<Record<string, string>> = {}) {
  const channel = new BroadcastChannel('keys');
  channels.push(channel);
  const exchange = browserKeyExchange(channel);
  exchange.answer((userId) => keys[userId]);
  return exchange;
}
afterEach(() => channels.splice(0).forEach((channel) => channel.close()));

const isRight = (key: string) => Promise.resolve(key === 'right');

describe('a key', () => {
  it('comes from the tab that has the right one', async () => {
    tab({ anna: 'old' });
    tab({ anna: 'right', ben: 'of ben' });
    tab();
    expect(await tab().ask('anna', isRight)).toBe('right');
  });

  it('does not come from a tab of somebody else, nor from what strangers say', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    tab({ ben: 'right' });
    const asked = tab().ask('anna', isRight);
    channels[0]?.postMessage({ kind: 'key', userId: 'anna' });
    channels[0]?.postMessage('right');
    await new Promise((resolve) => setImmediate(resolve));
    jest.runAllTimers();
    expect(await asked).toBeUndefined();
    jest.useRealTimers();
  });

  it('comes from nowhere where tabs cannot talk', async () => {
    const alone = browserKeyExchange(undefined);
    alone.answer(() => 'right');
    expect(await alone.ask('anna', isRight)).toBeUndefined();
  });
});
