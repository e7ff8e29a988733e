/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { SessionHarness, settled, whose } from './testing/session-harness.ts';

const hourMs = 3_600_000;
let harness: SessionHarness;
beforeEach(() => {
  harness = new SessionHarness();
});

describe('the session of one tab', () => {
  it('survives a reload, and keeps no token where it can be read', async () => {
    const tab = await harness.signedIn();
    const everything = JSON.stringify([...tab.stored, ...harness.browser.shared]);
    expect(everything).not.toMatch(/access-|refresh-|anna"/);
    tab.close();
    expect(await whose(harness.open(tab.stored))).toBe('anna');
  });

  it('is renewed when its token expires, and not before', async () => {
    const { session } = await harness.signedIn();
    harness.browser.nowMs += hourMs - 6_000;
    expect((await session.tokens())?.accessToken).toBe('access-1');
    harness.browser.nowMs += 2_000;
    expect((await session.tokens())?.accessToken).toBe('access-2');
  });

  it('does not end because the service cannot be reached', async () => {
    const { session } = await harness.signedIn();
    harness.service.isReachable = false;
    await expect(session.tokens({ renew: true })).rejects.toThrow('no network');
    harness.service.isReachable = true;
    expect((await session.tokens({ renew: true }))?.accessToken).toBe('access-2');
  });

  it('ends when the service refuses to renew it', async () => {
    const { session } = await harness.signedIn();
    harness.service.revokeAll();
    expect(await session.tokens({ renew: true })).toBeUndefined();
    expect(await session.tokens()).toBeUndefined();
    expect(harness.service.reused).toHaveLength(1);
  });

  it('is forgotten without waiting for anything', async () => {
    const tab = await harness.signedIn('anna', true);
    const forgotten = tab.session.forget();
    expect([...tab.stored.keys(), ...harness.browser.shared.keys()]).toEqual([]);
    expect(await forgotten).toMatchObject({ refreshToken: 'refresh-1' });
    expect(await whose(tab)).toBeUndefined();
  });
});

describe('a session of several tabs', () => {
  it('is that of a new tab too, and of a duplicated one', async () => {
    const first = await harness.signedIn();
    expect(await Promise.all([whose(harness.open()), whose(harness.open(first.stored))])).toEqual(['anna', 'anna']);
  });

  it('ends with the last tab', async () => {
    const first = await harness.signedIn();
    const second = harness.open();
    await whose(second);
    first.close();
    expect(await whose(harness.open())).toBe('anna');
    harness.browser.restart();
    expect(await whose(harness.open())).toBeUndefined();
  });

  it('outlives the browser when it is kept', async () => {
    await harness.signedIn('anna', true);
    harness.browser.restart();
    expect(await whose(harness.open())).toBe('anna');
  });

  it('is no longer kept when somebody signs in again without wanting that', async () => {
    await harness.signedIn('anna', true);
    const { session } = await harness.signedIn('anna', false);
    await session.tokens();
    harness.browser.restart();
    expect(await whose(harness.open())).toBeUndefined();
  });

  it('stays kept when it is only continued', async () => {
    const { session } = await harness.signedIn('anna', true);
    await session.start(harness.service.signIn('anna'));
    harness.browser.restart();
    expect(await whose(harness.open())).toBe('anna');
  });

  it('is renewed once for a tab that slept meanwhile', async () => {
    const first = await harness.signedIn();
    const asleep = harness.open(first.stored);
    await whose(asleep);
    for (let hour = 0; hour < 3; hour += 1) {
      harness.browser.nowMs += hourMs;
      await first.session.tokens();
    }
    expect((await asleep.session.tokens())?.accessToken).toBe('access-4');
    harness.browser.nowMs += hourMs;
    const both = await Promise.all([first.session.tokens(), asleep.session.tokens()]);
    expect(both.map((tokens) => tokens?.accessToken)).toEqual(['access-5', 'access-5']);
    expect(harness.service.reused).toEqual([]);
  });

  it('ends in all tabs with a sign-out, and the others are told', async () => {
    const first = await harness.signedIn('anna', true);
    const others = [harness.open(first.stored), harness.open()];
    for (const each of others) await whose(each);
    await first.session.forget();
    await settled();
    expect(others.map(({ events }) => events)).toEqual([['signed-out'], ['signed-out']]);
    expect(await Promise.all(others.map(whose))).toEqual([undefined, undefined]);
    expect(await whose(harness.open(first.stored))).toBeUndefined();
    expect([...harness.browser.shared.keys()]).toEqual([]);
  });

  it('ends in all tabs when it cannot be renewed, and goes on in all when the person signs in again', async () => {
    const first = await harness.signedIn();
    const other = harness.open(first.stored);
    await whose(other);
    harness.service.revokeAll();
    await first.session.tokens({ renew: true });
    await settled();
    expect(other.events).toEqual(['ended']);
    await other.session.start(harness.service.signIn('anna'));
    await settled();
    expect(first.events).toEqual(['renewed']);
    expect(await whose(first)).toBe('anna');
  });

  it('is not brought back by a renewal that was under way when somebody signed out', async () => {
    const first = await harness.signedIn();
    const other = harness.open(first.stored);
    await whose(other);
    const renewal = other.session.tokens({ renew: true });
    await first.session.forget();
    expect(await renewal).toBeUndefined();
    expect([...harness.browser.shared.keys()]).toEqual([]);
  });

  it('is reached again by a tab whose key is an older one', async () => {
    const first = await harness.signedIn();
    first.close();
    const second = await harness.signedIn();
    expect(await whose(harness.open(first.stored))).toBe('anna');
    expect(await whose(second)).toBe('anna');
  });
});

describe('two accounts', () => {
  it('keep their tabs apart', async () => {
    const anna = await harness.signedIn('anna');
    const ben = await harness.signedIn('ben');
    harness.browser.nowMs += hourMs;
    expect([await whose(anna), await whose(ben)]).toEqual(['anna', 'ben']);
    await ben.session.forget();
    await settled();
    expect(await whose(ben)).toBeUndefined();
    expect([await whose(anna), anna.events]).toEqual(['anna', []]);
    expect(await whose(harness.open(anna.stored))).toBe('anna');
  });

  it('give a new tab to the one that was used last', async () => {
    const anna = await harness.signedIn('anna');
    await harness.signedIn('ben');
    expect(await whose(harness.open())).toBe('ben');
    anna.focus();
    expect(await whose(harness.open())).toBe('anna');
  });

  it('in one tab: the first one stays where other tabs use it, and is to be revoked where none does', async () => {
    const shared = await harness.signedIn('anna');
    const other = harness.open(shared.stored);
    await whose(other);
    expect(await shared.session.start(harness.service.signIn('ben'))).toBeUndefined();
    expect(await whose(other)).toBe('anna');
    expect(await shared.session.start(harness.service.signIn('carl'))).toMatchObject({ username: 'ben' });
  });

  it('in one tab: a renewal for other tabs that was under way is stored', async () => {
    const shared = await harness.signedIn('anna');
    const other = harness.open(shared.stored);
    await whose(other);
    const renewal = shared.session.tokens({ renew: true });
    await shared.session.start(harness.service.signIn('ben'));
    await renewal;
    harness.browser.nowMs += hourMs;
    expect([await whose(other), await whose(shared)]).toEqual(['anna', 'ben']);
    expect(harness.service.reused).toEqual([]);
  });
});
