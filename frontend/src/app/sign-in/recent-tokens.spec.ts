import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import type { Identity, IdentityTokens } from './identity.ts';
import { RecentTokens } from './recent-tokens.ts';

const tokens = (accessToken: string): IdentityTokens => ({ username: 'anna', userId: 'anna-id', accessToken });
const read = jest.fn<Identity['tokens']>();
let nowMs: number;
let recent: RecentTokens;

beforeEach(() => {
  nowMs = 1_000_000;
  read.mockReset().mockResolvedValueOnce(tokens('first')).mockResolvedValue(tokens('second'));
  recent = new RecentTokens(read, () => nowMs);
});

const got = async (options?: { renew: boolean }) => (await recent.get(options))?.accessToken;

describe('RecentTokens', () => {
  it('reads once for all who ask within ten seconds', async () => {
    expect(await got()).toBe('first');
    nowMs += 9_999;
    expect([await got(), read.mock.calls.length]).toEqual(['first', 1]);
    nowMs += 1;
    expect(await got()).toBe('second');
  });

  it('reads again when the clock was set back', async () => {
    await got();
    nowMs -= 3_600_000;
    expect(await got()).toBe('second');
  });

  it('renews when asked to, for all who ask afterwards', async () => {
    await got();
    expect(await got({ renew: true })).toBe('second');
    expect(read).toHaveBeenLastCalledWith({ renew: true });
    expect([await got(), read.mock.calls.length]).toEqual(['second', 2]);
  });

  it('keeps the renewed ones, whoever read the older ones meanwhile', async () => {
    const renewal = deferred<IdentityTokens>();
    const reading = deferred<IdentityTokens>();
    read.mockReset().mockReturnValueOnce(renewal.promise).mockReturnValueOnce(reading.promise);
    const [renewed, older] = [got({ renew: true }), got()];
    renewal.resolve(tokens('new'));
    await renewed;
    reading.resolve(tokens('old'));
    await older;
    expect([await got(), read.mock.calls.length]).toEqual(['new', 2]);
  });

  it('forgets the older ones when a renewal finds that there are none any more', async () => {
    read.mockReset().mockResolvedValueOnce(tokens('old')).mockResolvedValue(undefined);
    await got();
    await got({ renew: true });
    expect(await got()).toBeUndefined();
  });

  it('knows nothing of who was there before somebody signed in or out', async () => {
    await got();
    recent.forget();
    expect(await got()).toBe('second');
  });

  it('does not keep what was asked for before somebody signed out', async () => {
    const waiting = deferred<IdentityTokens>();
    read.mockReset().mockReturnValueOnce(waiting.promise).mockResolvedValue(undefined);
    const before = got();
    recent.forget();
    waiting.resolve(tokens('of who left'));
    await before;
    expect(await got()).toBeUndefined();
  });

  it('keeps no answer that there are none, and no failure', async () => {
    read.mockReset().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error('offline'));
    read.mockResolvedValue(tokens('at last'));
    expect(await got()).toBeUndefined();
    await expect(got()).rejects.toThrow('offline');
    expect(await got()).toBe('at last');
  });
});
