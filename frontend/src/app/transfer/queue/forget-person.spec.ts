/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const part = 16 * 1024 ** 2;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

const me = () => store.visit().session.owner() ?? '';

describe('forgetting the uploads of a person', () => {
  it('leaves no record and no file in this browser, and keeps what S3 has', async () => {
    const id = tab.add(new SymbolicFile(12 * part).file);
    await store.afterParts(5, () => tab.queue.pause(id));
    expect(await tab.queue.keptBy(me())).toBe(1);
    await tab.queue.forgetPerson(me());
    expect(await tab.queue.keptBy(me())).toBe(0);
    tab.queue.resume(id);
    expect(tab.state()).toMatchObject({ kind: 'paused' });
    expect(store.calls).not.toContain('abortUpload');
    expect(await tab.unfinished()).toMatchObject([{ path: 'big.bin', kind: 'needs-file' }]);
  });

  it('stops what is being sent, before anything of it is written again', async () => {
    tab.add(new SymbolicFile(12 * part).file);
    const puts = await new Promise<number>((resolve) => {
      void store.afterParts(3, () => {
        void tab.queue.forgetPerson(me()).then(() => resolve(store.puts.length));
      });
    });
    expect([await tab.queue.keptBy(me()), store.puts.length]).toEqual([0, puts]);
  });

  it('leaves the uploads of somebody else and of another tab alone', async () => {
    const other = new Tab(store);
    other.add(new SymbolicFile(12 * part).file);
    await store.afterParts(2, () => undefined);
    await tab.queue.forgetPerson('somebody-else');
    await tab.queue.forgetPerson(me());
    expect(await other.untilEnd()).toMatchObject({ kind: 'done' });
  });
});
