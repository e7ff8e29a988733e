/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { ArchivePlan } from './archive-plan.ts';

const file = (path: string, sizeBytes = 1) => ({ path, sizeBytes, modifiedAt: '2026-01-01T00:00:00.000Z' });
const found = (...paths: string[]) => ({
  base: '',
  files: paths.map((path) => file(path)),
  emptyFolders: [],
  gone: [],
});
const { signal } = new AbortController();
let plan: ArchivePlan;
beforeEach(() => void (plan = new ArchivePlan()));

describe('ArchivePlan', () => {
  it('knows its entries by number, and its size once all has been found', () => {
    plan.add({ ...found('a', 'b'), emptyFolders: ['c/'] });
    expect([plan.at(0)?.name, plan.at(1)?.name, plan.at(2)?.name, plan.at(3)]).toEqual(['c/', 'a', 'b', undefined]);
    expect(plan.totalBytes).toBeUndefined();
    plan.complete();
    expect(plan.totalBytes).toBe(2);
  });

  it('says whether there is more as soon as that is known', async () => {
    const first = plan.has(0, signal);
    plan.add(found());
    plan.add(found('a'));
    expect(await first).toBe(true);
    const second = plan.has(1, signal);
    plan.complete();
    expect(await second).toBe(false);
  });

  it('takes each file once, so that a listing can begin anew', () => {
    plan.add(found('a', 'b'));
    plan.add({ ...found('a', 'b', 'c'), gone: ['x/'] });
    plan.add({ ...found(), gone: ['x/'] });
    expect([plan.at(2)?.name, plan.at(3), plan.gone]).toEqual(['c', undefined, ['x/']]);
  });

  it('names nothing as gone that an earlier listing found', () => {
    plan.add({ ...found('a'), emptyFolders: ['e/'] });
    plan.add({ ...found(), gone: ['a', 'e/', 'x/'] });
    expect(plan.gone).toEqual(['x/']);
  });

  it('rejects what is waited for when the listing fails or the signal fires, and keeps what is known', async () => {
    const stop = new AbortController();
    const stopped = plan.has(0, stop.signal);
    stop.abort(new Error('cancelled'));
    await expect(stopped).rejects.toThrow('cancelled');
    plan.add(found('a'));
    const failed = plan.has(1, signal);
    plan.fail(new Error('no list'));
    await expect(failed).rejects.toThrow('no list');
    expect(await plan.has(0, signal)).toBe(true);
  });
});
