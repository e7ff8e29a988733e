/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';
import type { TransferApi } from '../ports.ts';

const part = 16 * 1024 ** 2;
const size = 3 * part;
const path = 'big.bin';
const theirs = { sizeBytes: 5, etag: '"theirs"', crc64nvme: 'AAAAAAAAAAA=' };
const later = { ...theirs, etag: '"later"' };
const done = { kind: 'done', verified: true };

let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

const fileOf = () => new SymbolicFile(size).file;
const sentTo = (uploadId: string) => store.puts.filter((put) => put.uploadId === uploadId).length;
const callsOf = (operation: keyof TransferApi) => store.calls.filter((call) => call === operation).length;
const left = () => ({ files: store.objects.size, uploads: store.uploads.size, records: store.records.byKey.size });
const nothingElse = { files: 1, uploads: 0, records: 0 };

/** Lets `happens` happen just before the call of `operation` with this number, counted from 0. */
function before(operation: keyof TransferApi, number: number, happens: () => void): void {
  store.callFault = (asked, earlier) => {
    if (asked === operation && earlier === number) happens();
    return undefined;
  };
}

/** Sends the file; somebody stores and deletes a file of its name while it is sent. */
async function changedWhileSent(): Promise<void> {
  const sent = store.afterParts(2, () => store.change(path, undefined));
  tab.add(fileOf());
  await sent;
}

describe('an upload whose name was changed while it was sent', () => {
  it('is sent again, and what was sent before is freed before that', async () => {
    const open: string[][] = [];
    store.hold = ({ uploadId }) => {
      if (uploadId === 'upload-2') open.push([...store.uploads.keys()]);
      return Promise.resolve();
    };
    await changedWhileSent();
    expect(await tab.untilEnd()).toEqual(done);
    expect(left()).toEqual(nothingElse);
    expect(store.objects.get(path)?.etag).toContain('upload-2');
    expect([sentTo('upload-1'), sentTo('upload-2'), store.hashed]).toEqual([3, 3, 3]);
    expect(open).toEqual(Array.from({ length: 3 }, () => ['upload-2']));
  });

  it('says so, and counts its bytes from the first one again', async () => {
    await changedWhileSent();
    await tab.untilEnd();
    const again = tab.states.findIndex(({ kind }) => kind === 'starting-again');
    expect(tab.kinds.slice(-5)).toEqual(['completing', 'starting-again', 'sending', 'completing', 'done']);
    const next = tab.states.slice(again).find(({ kind }) => kind === 'sending');
    expect(next).toEqual({ kind: 'sending', sentBytes: 0 });
  });

  it('is not sent again for a conflict that passes', async () => {
    store.callFault = (operation, earlier) =>
      operation === 'completeUpload' && earlier === 0 ? { code: 'upload-outdated' } : undefined;
    tab.add(fileOf());
    expect(await tab.untilEnd()).toEqual(done);
    expect([callsOf('startUpload'), callsOf('completeUpload'), store.waits]).toEqual([1, 2, [2_000]]);
    expect(tab.kinds).not.toContain('starting-again');
  });

  it('asks when the name is taken by then, and what was sent is freed', async () => {
    before('startUpload', 1, () => store.change(path, theirs));
    await changedWhileSent();
    expect(await tab.untilEnd()).toEqual({ kind: 'conflict', etag: theirs.etag });
    expect(left()).toEqual({ files: 1, uploads: 0, records: 0 });
    tab.queue.resolve(1, 'replace');
    expect(await tab.until('done', 'failed')).toEqual(done);
    expect(left()).toEqual(nothingElse);
    expect(store.objects.get(path)?.sizeBytes).toBe(size);
  });

  it('keeps both when the person says so', async () => {
    before('startUpload', 1, () => store.change(path, theirs));
    await changedWhileSent();
    await tab.untilEnd();
    tab.queue.resolve(1, 'keep-both');
    expect(await tab.until('done', 'failed')).toEqual(done);
    expect([...store.objects.values()].map(({ sizeBytes }) => sizeBytes)).toEqual([theirs.sizeBytes, size]);
  });

  it('replaces the version that the person named last, however often others wrote', async () => {
    store.change(path, theirs);
    tab.add(fileOf());
    expect(await tab.untilEnd()).toEqual({ kind: 'conflict', etag: theirs.etag });
    void store.afterParts(2, () => store.change(path, later));
    tab.queue.resolve(1, 'replace');
    await tab.until('sending');
    expect(await tab.untilEnd()).toEqual({ kind: 'conflict', etag: later.etag });
    tab.queue.resolve(1, 'replace');
    await tab.until('starting-again');
    expect(await tab.untilEnd()).toEqual(done);
    expect([left(), store.objects.get(path)?.sizeBytes]).toEqual([nothingElse, size]);
  });

  it('asks about a version that was stored while it was sent again', async () => {
    store.change(path, theirs);
    tab.queue.resolveAll('replace');
    tab.add(fileOf());
    await tab.untilEnd();
    tab.queue.resolve(1, 'replace');
    await store.afterParts(2);
    // Another writer stores the same version again: its ETag still matches, and S3 refuses the upload all the same.
    store.change(path, theirs);
    before('startUpload', 2, () => store.change(path, later));
    expect(await tab.until('done', 'failed', 'starting-again')).toEqual({ kind: 'starting-again' });
    expect(await tab.until('done', 'failed', 'conflict')).toEqual({ kind: 'conflict', etag: later.etag });
    expect(store.objects.get(path)).toEqual(later);
  });

  it('is identical to what was stored by then: it is done', async () => {
    tab.add(fileOf(), 'copy.bin');
    await tab.untilEnd();
    const identical = store.objects.get('copy.bin')!;
    before('startUpload', 2, () => store.change(path, identical));
    await changedWhileSent();
    expect(await tab.until('done', 'failed', 'conflict')).toEqual(done);
    expect(left()).toEqual({ ...nothingElse, files: 2 });
    expect(sentTo('upload-3')).toBe(0);
  });
});

describe('an upload whose name others change without end', () => {
  const fighting = () => {
    store.callFault = (operation) => {
      if (operation === 'completeUpload') store.change(path, undefined);
      return undefined;
    };
  };

  it('fails after it was sent three times, and says why', async () => {
    fighting();
    tab.add(fileOf());
    expect(await tab.untilEnd()).toMatchObject({ kind: 'failed', reason: 'kept-changing' });
    expect([callsOf('startUpload'), store.puts.length, store.uploads.size]).toEqual([3, 9, 1]);
  });

  it('begins anew at once when the person tries again, and frees the last one', async () => {
    fighting();
    const id = tab.add(fileOf());
    await tab.untilEnd();
    store.callFault = () => undefined;
    const completions = callsOf('completeUpload');
    tab.queue.retry(id);
    expect(await tab.untilEnd()).toEqual(done);
    expect([callsOf('completeUpload') - completions, left()]).toEqual([1, nothingElse]);
  });
});

describe('an upload that is about to be sent again', () => {
  it.each(['startUpload', 'abortUpload', 'presignParts'] as const)('goes on after a pause at %s', async (operation) => {
    before(operation, operation === 'abortUpload' ? 0 : 1, () => tab.pause());
    await changedWhileSent();
    await tab.until('paused');
    tab.goOn();
    expect(await tab.untilEnd()).toEqual(done);
    expect([left(), store.resent]).toEqual([nothingElse, 0]);
  });

  it.each(['startUpload', 'abortUpload', 'presignParts'] as const)(
    'leaves nothing behind when it is cancelled at %s',
    async (operation) => {
      before(operation, operation === 'abortUpload' ? 0 : 1, () => tab.queue.cancel(1));
      await changedWhileSent();
      expect(await tab.untilEnd()).toEqual({ kind: 'cancelled' });
      await store.freed();
      expect(left()).toEqual({ files: 0, uploads: 0, records: 0 });
    },
  );

  it('is still sent when what was sent before cannot be freed', async () => {
    store.callFault = (operation) => (operation === 'abortUpload' ? { code: 'internal' } : undefined);
    await changedWhileSent();
    expect(await tab.untilEnd()).toEqual(done);
    expect([...store.uploads.keys()]).toEqual(['upload-1']);
  });

  it('keeps its record, with the handle of its file', async () => {
    const handle = { name: path } as FileSystemFileHandle;
    const keys = new Set<string>();
    store.callFault = () => {
      for (const record of store.records.byKey.values()) {
        keys.add(record.key);
        expect(record.handle).toEqual(handle);
      }
      return undefined;
    };
    const sent = store.afterParts(2, () => store.change(path, undefined));
    tab.begin({ path, file: fileOf(), contentType: 'a/b', handle });
    await sent;
    expect(await tab.untilEnd()).toEqual(done);
    expect([keys.size, callsOf('startUpload')]).toEqual([1, 2]);
  });
});
