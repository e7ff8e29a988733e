/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { settled } from '../testing/fake-ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const mib = 1024 ** 2;
const part = 16 * mib;
const size = 12 * part;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

describe('pausing an upload in parts', () => {
  it('stops at once, keeps what is stored, and goes on without sending it again', async () => {
    const id = tab.add(new SymbolicFile(size).file);
    await store.afterParts(5, () => tab.queue.pause(id));
    // The answer for the fifth part is still on its way: the part is stored, but this page does not know it yet.
    expect(tab.state()).toEqual({ kind: 'paused', sentBytes: 4 * part });
    for (let turns = 0; turns < 20; turns += 1) await settled();
    expect([tab.state().kind, store.puts.length <= 9]).toEqual(['paused', true]);
    tab.queue.resume(id);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.resent, store.calls.filter((call) => call === 'startUpload').length]).toEqual([
      1, 0, 1,
    ]);
  });

  it('and resuming at once waits until what was under way is over', async () => {
    let over = (): void => undefined;
    const letGo = new Promise<void>((resolve) => (over = resolve));
    store.hold = ({ partNumber }) => (partNumber === 6 ? letGo : Promise.resolve());
    const id = tab.add(new SymbolicFile(size).file);
    while (!store.puts.some(({ partNumber }) => partNumber === 6)) await settled();
    tab.queue.pause(id);
    tab.queue.resume(id);
    const asked = store.calls.length;
    for (let turns = 0; turns < 20; turns += 1) await settled();
    expect([store.calls.length, tab.state().kind]).toEqual([asked, 'waiting']);
    over();
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.resent]).toEqual([1, 0]);
  });

  it('while it starts does not start it twice', async () => {
    store.callFault = (operation) => {
      if (operation === 'startUpload') tab.pause();
      return undefined;
    };
    tab.add(new SymbolicFile(size).file);
    await tab.until('paused');
    store.callFault = () => undefined;
    await settled();
    tab.goOn();
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size]).toEqual([1, 0]);
  });
});

describe('giving an upload in parts up', () => {
  it('frees what S3 holds, also what arrives after the abort', async () => {
    const { api } = store;
    const abort: typeof api.abortUpload = api.abortUpload.bind(api);
    let aborts = 0;
    store.api.abortUpload = async (request, signal) => {
      const upload = store.uploads.get(request.uploadId);
      await abort(request, signal);
      // S3 may keep a part that was in flight when the upload was aborted.
      if (upload && (aborts += 1) < 3) store.uploads.set(request.uploadId, upload);
    };
    const id = tab.add(new SymbolicFile(size).file);
    await store.afterParts(5, () => tab.queue.cancel(id));
    expect(tab.state()).toEqual({ kind: 'cancelled' });
    await store.freed();
    expect([aborts, store.objects.size]).toEqual([3, 0]);
  });

  it('while it starts leaves no upload behind', async () => {
    store.callFault = (operation) => {
      if (operation === 'startUpload') tab.queue.cancel(1);
      return undefined;
    };
    tab.add(new SymbolicFile(size).file);
    await tab.until('cancelled');
    await store.freed();
    expect(store.calls).toContain('abortUpload');
  });

  it('may be taken back: it is sent anew', async () => {
    const id = tab.add(new SymbolicFile(size).file);
    await store.afterParts(5, () => tab.queue.cancel(id));
    await store.freed();
    tab.queue.retry(id);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.uploads.size).toBe(0);
  });
});

describe('a failure', () => {
  it('never aborts: trying again goes on from what arrived', async () => {
    store.putFault = ({ partNumber }) =>
      partNumber === 7 ? { answer: { status: 403, code: 'SignatureDoesNotMatch' } } : undefined;
    const id = tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'failed', reason: 'refused', partNumber: 7 });
    expect([store.uploads.size, store.calls.includes('abortUpload')]).toEqual([1, false]);
    store.putFault = () => undefined;
    tab.queue.retry(id);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.resent).toBe(0);
  });

  it('of one part alone ends after its tries', async () => {
    store.putFault = ({ partNumber }) => (partNumber === 7 ? { answer: { status: 500 } } : undefined);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'failed', reason: 'unavailable', partNumber: 7 });
    expect(store.puts.filter(({ partNumber }) => partNumber === 7)).toHaveLength(9);
  });

  it('of S3 to answer at all, while the API does, ends as well', async () => {
    store.putFault = ({ partNumber }) => (partNumber === 12 ? { answer: { status: 0 }, handedOver: 0 } : undefined);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'failed', reason: 'network', partNumber: 12 });
    expect(store.uploads.size).toBe(1);
  });

  it('is named when the file was removed on disk, and not blamed on the network', async () => {
    const file = new SymbolicFile(size);
    store.putFault = ({ partNumber }) => {
      if (partNumber !== 7) return undefined;
      file.readable = false;
      return { answer: { status: 0 }, handedOver: 0 };
    };
    tab.add(file.file);
    expect(await tab.untilEnd()).toEqual({ kind: 'failed', reason: 'unreadable' });
    expect([store.uploads.size, store.waits]).toEqual([1, []]);
  });

  it('is named when the file changed after it was hashed, with the part', async () => {
    const file = new SymbolicFile(size);
    store.hold = ({ partNumber }) => {
      if (partNumber === 7) file.changed.set(6 * part, 'edited');
      return Promise.resolve();
    };
    const put = store.put;
    store.put = (signed, body, progress, signal) => {
      const partNumber = Number(new URL(signed.url).searchParams.get('partNumber'));
      return put(signed, partNumber === 7 ? new SymbolicFile(part, 'edited').file : body, progress, signal);
    };
    tab = new Tab(store);
    tab.add(file.file);
    expect(await tab.untilEnd()).toEqual({ kind: 'failed', reason: 'changed', partNumber: 7 });
  });
});

describe('the session', () => {
  it('of somebody else carries nothing', async () => {
    const asked: (string | undefined)[] = [];
    store.callFault = (operation, before) => {
      asked.push(store.user);
      if (operation !== 'presignParts' || before !== 1) return undefined;
      store.user = 'bert';
      return { code: 'unauthorized' };
    };
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([tab.kinds.includes('signed-out'), new Set(asked)]).toEqual([true, new Set(['anna'])]);
  });

  it('that has ended keeps what is chosen for the same person', async () => {
    const asked: (string | undefined)[] = [];
    store.callFault = () => void asked.push(store.user);
    store.ended = true;
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([tab.kinds.includes('signed-out'), new Set(asked)]).toEqual([true, new Set(['anna'])]);
  });
});

describe('several large files', () => {
  it('take turns', async () => {
    for (const name of ['a', 'b', 'c']) tab.add(new SymbolicFile(size, name, name).file, name);
    const ids = [1, 2, 3];
    while (ids.some((id) => tab.state(id).kind !== 'done')) await settled();
    const order = store.puts.map(({ uploadId }) => uploadId);
    const middle = order.slice(12, 24);
    const turns = ids.map((id) => middle.filter((one) => one === `upload-${id}`).length);
    expect(Math.min(...turns)).toBeGreaterThanOrEqual(3);
    expect(store.mostAtOnce).toBeLessThanOrEqual(4);
  });
});
