/** @jest-environment node */
import type { ErrorCode } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';
import type { TransferApi } from '../ports.ts';

const size = 2 * 16 * 1024 ** 2;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

/** Answers the first `times` calls of `operation` with `code`, and lets all others through. */
function refuse(operation: keyof TransferApi, code: ErrorCode, times = Infinity): void {
  store.callFault = (asked, before) => (asked === operation && before < times ? { code } : undefined);
}

const callsOf = (operation: keyof TransferApi) => store.calls.filter((call) => call === operation).length;

describe.each([
  { setback: 'S3 forgets the upload', operation: 'completeUpload', code: 'not-found', starts: 3, completions: 3 },
  { setback: 'S3 misses parts', operation: 'completeUpload', code: 'upload-incomplete', starts: 2, completions: 3 },
  {
    setback: 'the name is taken and free again',
    operation: 'startUpload',
    code: 'already-exists',
    starts: 3,
    completions: 0,
  },
  {
    setback: 'the name is taken at the end and free again',
    operation: 'completeUpload',
    code: 'already-exists',
    starts: 1,
    completions: 3,
  },
] as const)('an upload in parts for which $setback', ({ operation, code, starts, completions }) => {
  it('goes on after the second time', async () => {
    refuse(operation, code, 2);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
  });

  it('fails after the third time', async () => {
    refuse(operation, code);
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toMatchObject({ kind: 'failed', reason: 'unavailable' });
    expect([callsOf('startUpload'), callsOf('completeUpload')]).toEqual([starts, completions]);
  });

  it('can be tried again by the person', async () => {
    refuse(operation, code);
    const id = tab.add(new SymbolicFile(size).file);
    await tab.untilEnd();
    store.callFault = () => undefined;
    tab.queue.retry(id);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.objects.size).toBe(1);
  });
});

describe('an upload whose parts S3 has and refuses to put together', () => {
  beforeEach(() => refuse('completeUpload', 'upload-incomplete', 2));

  it('is sent again as another upload, which frees the first', async () => {
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.puts.map(({ uploadId }) => uploadId)).toEqual(['upload-1', 'upload-1', 'upload-2', 'upload-2']);
    expect([store.objects.size, store.uploads.size, store.records.byKey.size]).toEqual([1, 0, 0]);
  });

  it('does not blame that on others', async () => {
    tab.add(new SymbolicFile(size).file);
    await tab.untilEnd();
    expect(tab.kinds).not.toContain('starting-again');
  });
});
