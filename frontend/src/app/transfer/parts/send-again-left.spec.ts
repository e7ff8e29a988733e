/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { settled } from '../testing/fake-ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';
import type { TransferApi } from '../ports.ts';

const path = 'big.bin';
const done = { kind: 'done', verified: true };
const size = 3 * 16 * 1024 ** 2;

let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

const fileOf = () => new SymbolicFile(size).file;
const callsOf = (operation: keyof TransferApi) => store.calls.filter((call) => call === operation).length;
const left = () => ({ uploads: [...store.uploads.keys()], records: store.records.byKey.size });
const nothing = { uploads: [], records: 0 };

/** Sends the file; its name is written and deleted while it is sent, so that it is sent again. */
async function sendTwice(): Promise<void> {
  const sent = store.afterParts(2, () => store.change(path, undefined));
  tab.add(fileOf());
  await sent;
}

describe('what an upload that was sent again leaves behind', () => {
  it('is freed by the next visit when it could not be freed before', async () => {
    store.callFault = (operation) => (operation === 'abortUpload' ? { code: 'internal' } : undefined);
    await sendTwice();
    expect(await tab.untilEnd()).toEqual(done);
    expect(left()).toEqual({ uploads: ['upload-1'], records: 1 });
    store.callFault = () => undefined;
    expect(await new Tab(store).unfinished()).toEqual([]);
    await store.freed();
    expect(left()).toEqual(nothing);
  });

  it('is freed before another one takes its place in the record', async () => {
    store.callFault = (operation) => {
      if (operation === 'completeUpload' && callsOf('startUpload') < 3) store.change(path, undefined);
      return operation === 'abortUpload' && callsOf('completeUpload') < 4 ? { code: 'internal' } : undefined;
    };
    tab.add(fileOf());
    expect(await tab.untilEnd()).toEqual(done);
    expect(left()).toEqual(nothing);
  });

  it('is nothing when the same bytes were stored under its name by then', async () => {
    tab.add(fileOf(), 'copy.bin');
    await tab.untilEnd();
    const identical = store.objects.get('copy.bin')!;
    await sendTwice();
    await store.afterParts(3, () => store.change(path, identical));
    expect(await tab.until('done', 'failed', 'conflict')).toEqual(done);
    expect(left()).toEqual(nothing);
  });
});

/** The points at which the page may die: the call, its number, and whether S3 has done what it asked for. */
const deaths = [
  ['startUpload', 1, false],
  ['startUpload', 1, true],
  ['abortUpload', 0, false],
  ['abortUpload', 0, true],
  ['presignParts', 1, false],
] as const;

describe.each(deaths)('a page that dies at %s (call %d, done: %s)', (operation, number, isDone) => {
  beforeEach(async () => {
    let died = (): void => undefined;
    const dead = new Promise<void>((resolve) => (died = resolve));
    store.callFault = (asked, earlier) => {
      if (asked !== operation || earlier !== number) return undefined;
      store.kill();
      died();
      return isDone ? undefined : { code: 'network' };
    };
    await sendTwice();
    await dead;
    await settled();
    store.callFault = () => undefined;
    tab = new Tab(store);
  });

  it('shows the upload once, and sends it to its end', async () => {
    const unfinished = await tab.unfinished();
    expect(unfinished.map((each) => each.path)).toEqual([path]);
    tab.resume(unfinished[0]!, fileOf());
    expect(await tab.untilEnd()).toEqual(done);
    expect([left(), store.objects.size]).toEqual([nothing, 1]);
  });

  it('goes on when the file is chosen again', async () => {
    tab.add(fileOf());
    expect(await tab.untilEnd()).toEqual(done);
    expect([left(), store.objects.size]).toEqual([nothing, 1]);
  });

  it('leaves nothing behind when the upload is discarded', async () => {
    const [found] = await tab.unfinished();
    await tab.queue.discard(found!, new AbortController().signal);
    await store.freed();
    expect(await tab.unfinished()).toEqual([]);
  });
});

describe('two tabs, while the first sends again', () => {
  it('the second waits, shows it once and takes over where the first stops', async () => {
    await sendTwice();
    const second = new Tab(store);
    second.add(fileOf());
    await second.until('elsewhere');
    await tab.until('starting-again');
    await store.afterParts(2, () => tab.pause());
    const shown = await second.unfinished();
    expect(await second.untilEnd()).toEqual(done);
    expect([shown, store.resent, left()]).toEqual([[], 0, nothing]);
    expect(callsOf('startUpload')).toBe(2);
  });
});

describe('a second tab, while the first starts the upload again', () => {
  it('goes on with the upload that the first has started and not seen', async () => {
    store.callFault = (operation, earlier) => {
      if (operation === 'startUpload' && earlier === 1) tab.pause();
      return undefined;
    };
    const second = new Tab(store);
    await sendTwice();
    second.add(fileOf());
    expect(await second.untilEnd()).toEqual(done);
    expect([callsOf('startUpload'), callsOf('completeUpload'), left()]).toEqual([2, 3, nothing]);
  });

  it('is waited for by the first, which goes on with what the second has started', async () => {
    store.callFault = (operation, earlier) => {
      if (operation === 'startUpload' && earlier === 1) tab.pause();
      return undefined;
    };
    const second = new Tab(store);
    await sendTwice();
    second.add(fileOf());
    await store.afterParts(2);
    tab.goOn();
    await tab.until('elsewhere');
    second.pause();
    expect(await tab.untilEnd()).toEqual(done);
    expect([callsOf('startUpload'), store.resent, left()]).toEqual([2, 0, nothing]);
  });

  it('keeps the record of it when the first has just freed what the record named before', async () => {
    await sendTwice();
    const isAgain = store.afterParts(2);
    const { api } = store;
    const list = api.listUploads.bind(api);
    api.listUploads = (signal) => isAgain.then(() => list(signal));
    const listed = new Tab(store).unfinished();
    store.hold = async ({ uploadId, partNumber }) => {
      if (uploadId === 'upload-2' && partNumber === 3) await listed;
    };
    expect(await listed).toMatchObject([{ uploadId: 'upload-2', kind: 'elsewhere' }]);
    expect(left()).toEqual({ uploads: ['upload-2'], records: 1 });
    expect(await tab.untilEnd()).toEqual(done);
  });
});

describe('a completion whose answer was lost', () => {
  it('is waited for while S3 joins the parts, which takes longer than another write', async () => {
    store.callFault = (operation, earlier) => {
      if (operation !== 'completeUpload' || earlier > 4) return undefined;
      return { code: earlier === 0 ? 'unavailable' : 'upload-outdated' };
    };
    tab.add(fileOf());
    expect(await tab.untilEnd()).toEqual(done);
    expect([callsOf('startUpload'), store.waits.slice(-4)]).toEqual([1, [2_000, 4_000, 8_000, 16_000]]);
  });

  it('is given up in the end', async () => {
    store.callFault = (operation, earlier) =>
      operation === 'completeUpload' && earlier < 10
        ? { code: earlier === 0 ? 'unavailable' : 'upload-outdated' }
        : undefined;
    tab.add(fileOf());
    expect(await tab.untilEnd()).toEqual(done);
    expect([callsOf('startUpload'), left()]).toEqual([2, nothing]);
  });
});
