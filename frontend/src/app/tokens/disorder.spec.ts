/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { pausesOf, randomOf } from './testing/fake-browser.ts';
import { SessionHarness, settled, whose, type OpenTab } from './testing/session-harness.ts';

const hourMs = 3_600_000;
const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
const harnessOf = (seed: number) => new SessionHarness(pausesOf(seed), pausesOf(seed + 1000));

/** Has each tab ask for tokens again and again, sometimes after hours and sometimes for new ones. */
async function ask(harness: SessionHarness, seed: number, tabs: readonly OpenTab[]): Promise<(string | undefined)[]> {
  const random = randomOf(seed);
  const pause = pausesOf(seed + 2000);
  const one = async ({ session }: OpenTab) => {
    const got: (string | undefined)[] = [];
    for (let round = 0; round < 5; round += 1) {
      await pause();
      if (random() < 0.3) harness.browser.nowMs += 2 * hourMs;
      got.push((await session.tokens({ renew: random() < 0.5 }))?.username);
    }
    return got;
  };
  return (await Promise.all(tabs.map(one))).flat();
}

describe('tabs that overtake each other', () => {
  it.each(seeds)('are all kept, and no refresh token is used twice: disorder %i', async (seed) => {
    const harness = harnessOf(seed);
    const first = await harness.signedIn();
    const tabs = [first, harness.open(first.stored), harness.open(), harness.open(first.stored)];
    expect(new Set(await ask(harness, seed, tabs))).toEqual(new Set(['anna']));
    expect(harness.service.reused).toEqual([]);
    expect(harness.service.renewals).toBeGreaterThan(0);
    const last = await Promise.all(tabs.map(({ session }) => session.tokens()));
    expect(new Set(last.map((tokens) => tokens?.accessToken)).size).toBe(1);
  });

  it.each(seeds)('are all signed out by one of them, and nobody else is: disorder %i', async (seed) => {
    const harness = harnessOf(seed);
    const [anna, ben] = [await harness.signedIn('anna'), await harness.signedIn('ben')];
    const ofAnna = [anna, harness.open(anna.stored), harness.open(anna.stored)];
    for (const tab of ofAnna) await whose(tab);
    const asking = Promise.all([ask(harness, seed, ofAnna), ask(harness, seed, [ben, harness.open(ben.stored)])]);
    await pausesOf(seed + 3000)();
    await ofAnna[seed % 3]?.session.forget();
    const [gotOfAnna, gotOfBen] = await asking;
    expect(gotOfAnna.filter((name) => name !== 'anna' && name !== undefined)).toEqual([]);
    expect(new Set(gotOfBen)).toEqual(new Set(['ben']));
    await settled();
    expect(await Promise.all(ofAnna.map(whose))).toEqual([undefined, undefined, undefined]);
    expect([...harness.browser.shared.keys()].filter((name) => name.includes('anna'))).toEqual([]);
    expect(harness.service.reused).toEqual([]);
  });
});
