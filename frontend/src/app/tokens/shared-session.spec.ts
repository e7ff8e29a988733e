/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { Rig, settled, whose } from './testing/rig.ts';

const hourMs = 3_600_000;
let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});

describe('the session of one tab', () => {
  it('survives a reload, and keeps no token where it can be read', async () => {
    const tab = await rig.signedIn();
    const everything = JSON.stringify([...tab.stored, ...rig.browser.shared]);
    expect(everything).not.toMatch(/access-|refresh-|anna"/);
    tab.close();
    expect(await whose(rig.open(tab.stored))).toBe('anna');
  });

  it('is renewed when its token expires, and not before', async () => {
    const { session } = await rig.signedIn();
    rig.browser.nowMs += hourMs - 6_000;
    expect((await session.tokens())?.accessToken).toBe('access-1');
    rig.browser.nowMs += 2_000;
    expect((await session.tokens())?.accessToken).toBe('access-2');
  });

  it('does not end because the service cannot be reached', async () => {
    const { session } = await rig.signedIn();
    rig.service.isReachable = false;
    await expect(session.tokens({ renew: true })).rejects.toThrow('no network');
    rig.service.isReachable = true;
    expect((await session.tokens({ renew: true }))?.accessToken).toBe('access-2');
  });

  it('ends when the service refuses to renew it', async () => {
    const { session } = await rig.signedIn();
    rig.service.revokeAll();
    expect(await session.tokens({ renew: true })).toBeUndefined();
    expect(await session.tokens()).toBeUndefined();
    expect(rig.service.reused).toHaveLength(1);
  });

  it('is forgotten without waiting for anything', async () => {
    const tab = await rig.signedIn('anna', true);
    const forgotten = tab.session.forget();
    expect([...tab.stored.keys(), ...rig.browser.shared.keys()]).toEqual([]);
    expect(await forgotten).toMatchObject({ refreshToken: 'refresh-1' });
    expect(await whose(tab)).toBeUndefined();
  });
});

describe('a session of several tabs', () => {
  it('is that of a new tab too, and of a duplicated one', async () => {
    const first = await rig.signedIn();
    expect(await Promise.all([whose(rig.open()), whose(rig.open(first.stored))])).toEqual(['anna', 'anna']);
  });

  it('ends with the last tab', async () => {
    const first = await rig.signedIn();
    const second = rig.open();
    await whose(second);
    first.close();
    expect(await whose(rig.open())).toBe('anna');
    rig.browser.restart();
    expect(await whose(rig.open())).toBeUndefined();
  });

  it('outlives the browser when it is kept', async () => {
    await rig.signedIn('anna', true);
    rig.browser.restart();
    expect(await whose(rig.open())).toBe('anna');
  });

  it('is no longer kept when somebody signs in again without wanting that', async () => {
    await rig.signedIn('anna', true);
    const { session } = await rig.signedIn('anna', false);
    await session.tokens();
    rig.browser.restart();
    expect(await whose(rig.open())).toBeUndefined();
  });

  it('stays kept when it is only continued', async () => {
    const { session } = await rig.signedIn('anna', true);
    await session.start(rig.service.signIn('anna'));
    rig.browser.restart();
    expect(await whose(rig.open())).toBe('anna');
  });

  it('is renewed once for a tab that slept meanwhile', async () => {
    const first = await rig.signedIn();
    const asleep = rig.open(first.stored);
    await whose(asleep);
    for (let hour = 0; hour < 3; hour += 1) {
      rig.browser.nowMs += hourMs;
      await first.session.tokens();
    }
    expect((await asleep.session.tokens())?.accessToken).toBe('access-4');
    rig.browser.nowMs += hourMs;
    const both = await Promise.all([first.session.tokens(), asleep.session.tokens()]);
    expect(both.map((tokens) => tokens?.accessToken)).toEqual(['access-5', 'access-5']);
    expect(rig.service.reused).toEqual([]);
  });

  it('ends in all tabs with a sign-out, and the others are told', async () => {
    const first = await rig.signedIn('anna', true);
    const others = [rig.open(first.stored), rig.open()];
    for (const each of others) await whose(each);
    await first.session.forget();
    await settled();
    expect(others.map(({ heard }) => heard)).toEqual([['signed-out'], ['signed-out']]);
    expect(await Promise.all(others.map(whose))).toEqual([undefined, undefined]);
    expect(await whose(rig.open(first.stored))).toBeUndefined();
    expect([...rig.browser.shared.keys()]).toEqual([]);
  });

  it('ends in all tabs when it cannot be renewed, and goes on in all when the person signs in again', async () => {
    const first = await rig.signedIn();
    const other = rig.open(first.stored);
    await whose(other);
    rig.service.revokeAll();
    await first.session.tokens({ renew: true });
    await settled();
    expect(other.heard).toEqual(['ended']);
    await other.session.start(rig.service.signIn('anna'));
    await settled();
    expect(first.heard).toEqual(['renewed']);
    expect(await whose(first)).toBe('anna');
  });

  it('is not brought back by a renewal that was under way when somebody signed out', async () => {
    const first = await rig.signedIn();
    const other = rig.open(first.stored);
    await whose(other);
    const renewal = other.session.tokens({ renew: true });
    await first.session.forget();
    expect(await renewal).toBeUndefined();
    expect([...rig.browser.shared.keys()]).toEqual([]);
  });

  it('is reached again by a tab whose key is an older one', async () => {
    const first = await rig.signedIn();
    first.close();
    const second = await rig.signedIn();
    expect(await whose(rig.open(first.stored))).toBe('anna');
    expect(await whose(second)).toBe('anna');
  });
});

describe('two accounts', () => {
  it('keep their tabs apart', async () => {
    const anna = await rig.signedIn('anna');
    const ben = await rig.signedIn('ben');
    rig.browser.nowMs += hourMs;
    expect([await whose(anna), await whose(ben)]).toEqual(['anna', 'ben']);
    await ben.session.forget();
    await settled();
    expect(await whose(ben)).toBeUndefined();
    expect([await whose(anna), anna.heard]).toEqual(['anna', []]);
    expect(await whose(rig.open(anna.stored))).toBe('anna');
  });

  it('give a new tab to the one that was used last', async () => {
    const anna = await rig.signedIn('anna');
    await rig.signedIn('ben');
    expect(await whose(rig.open())).toBe('ben');
    anna.focus();
    expect(await whose(rig.open())).toBe('anna');
  });

  it('in one tab: the first one stays where other tabs use it, and is to be revoked where none does', async () => {
    const shared = await rig.signedIn('anna');
    const other = rig.open(shared.stored);
    await whose(other);
    expect(await shared.session.start(rig.service.signIn('ben'))).toBeUndefined();
    expect(await whose(other)).toBe('anna');
    expect(await shared.session.start(rig.service.signIn('carl'))).toMatchObject({ username: 'ben' });
  });

  it('in one tab: a renewal for other tabs that was under way is stored', async () => {
    const shared = await rig.signedIn('anna');
    const other = rig.open(shared.stored);
    await whose(other);
    const renewal = shared.session.tokens({ renew: true });
    await shared.session.start(rig.service.signIn('ben'));
    await renewal;
    rig.browser.nowMs += hourMs;
    expect([await whose(other), await whose(shared)]).toEqual(['anna', 'ben']);
    expect(rig.service.reused).toEqual([]);
  });
});
