/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakePorts, settled, signedPut } from '../testing/fake-ports.ts';
import type { LeftBatch } from './left-batch.ts';
import { UploadQueue, type Upload } from './upload-queue.ts';

const crc64nvme = 'rosUhgp5mYg=';
let ports: FakePorts;
let latest: Map<number, Upload>;
let queue: UploadQueue;

/** Begins a visit of the page. What an earlier visit had in memory is gone, and its locks are free. */
function visit(): void {
  const before = ports as FakePorts | undefined;
  ports = Object.assign(new FakePorts(), before && { batches: before.batches });
  latest = new Map();
  queue = new UploadQueue(ports, (upload) => latest.set(upload.id, upload), { sendAtOnce: 2, hashAhead: 1 });
}

beforeEach(() => {
  ports = new FakePorts();
  visit();
});

const file = (content: string, lastModified = 7) => new File([content], 'x', { lastModified });
const names = ['photos/a', 'photos/b', 'photos/c'];
const sorted = (paths: Iterable<string>) => [...paths].toSorted();

/** Adds a folder of files, as one drop does. */
function drop(paths = names, content = '123', lastModified = 7): number[] {
  const batch = queue.batches.begin('anna', '');
  const uploads = paths.map((path) => ({ path, file: file(content, lastModified), contentType: 'a/b' }));
  const ids = queue.add(uploads, { paused: false, nameRule: 'ask', batch }).map(({ id }) => id);
  batch.complete();
  return ids;
}

async function hashed(): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
}

/** Lets the next file arrive. Resolves with its path. */
async function arrive(): Promise<string> {
  const signing = await ports.next('presignPut');
  signing.answer(signedPut);
  (await ports.next('put')).answer({ status: 200, crc64nvme });
  await settled();
  return signing.question.path;
}

async function left(): Promise<LeftBatch> {
  const { left } = await queue.batches.left('anna');
  expect(left).toHaveLength(1);
  return left[0]!;
}

describe('a batch of files whose page is lost in the middle', () => {
  it('knows in the next visit how many are missing, and sends only those', async () => {
    drop();
    await hashed();
    expect(await arrive()).toBe('photos/a');
    visit();
    const batch = await left();
    expect([batch.uploadedFiles, batch.allFiles, batch.missingFiles, batch.hasFolders]).toEqual([1, 3, 2, true]);

    drop();
    expect(batch.missingFiles).toBe(0);
    await hashed();
    await hashed();
    await hashed();
    // What is probably there is asked about first, and none of its bytes are sent.
    const looking = await ports.next('describeFile');
    looking.answer({ sizeBytes: 3, etag: '"e"', crc64nvme });
    expect(looking.question).toBe('photos/a');
    expect(sorted([await arrive(), await arrive()])).toEqual(['photos/b', 'photos/c']);
    expect(sorted([...latest.values()].map(({ state }) => state.kind))).toEqual(['done', 'done', 'skipped']);
    expect([ports.batches.byId.size, ports.batches.files.size]).toEqual([0, 0]);
  });

  it('sends what is not there after all, though an earlier visit had stored it', async () => {
    drop();
    await hashed();
    await arrive();
    visit();
    await left();
    drop(['photos/a']);
    await hashed();
    (await ports.next('describeFile')).answer(undefined);
    expect(await arrive()).toBe('photos/a');
  });

  it('takes a file that has changed meanwhile for the missing one', async () => {
    drop(['photos/a']);
    await ports.next('hash');
    visit();
    const batch = await left();
    drop(['photos/a'], '12345', 9);
    expect(batch.isMissing).toBe(false);
    await hashed();
    (await ports.next('describeFile')).answer(undefined);
    await arrive();
    expect(ports.batches.byId.size).toBe(0);
  });

  it('leaves other folders alone', async () => {
    drop();
    await settled();
    visit();
    const batch = await left();
    drop(['other/a', 'a']);
    expect(batch.missingFiles).toBe(3);
    await hashed();
    await ports.next('presignPut');
    expect(ports.pending('describeFile')).toBe(0);
  });

  it('may have more files than were found, until somebody adds them again', async () => {
    const batch = queue.batches.begin('anna', '');
    queue.add([{ path: 'photos/a', file: file('123'), contentType: 'a/b' }], { paused: false, nameRule: 'ask', batch });
    await hashed();
    await arrive();
    visit();
    const again = await left();
    expect([again.missingFiles, again.isMissing, again.record.isComplete]).toEqual([0, true, false]);
    drop();
    await settled();
    expect([again.isMissing, ports.batches.byId.has(again.id)]).toEqual([false, false]);
  });

  it.each(['cancel', 'forget'] as const)('is not reminded of files after %s', async (end) => {
    const ids = drop();
    await settled();
    for (const id of ids.slice(1)) queue[end](id);
    await settled();
    visit();
    const batch = await left();
    expect([batch.missingFiles, batch.uploadedFiles, batch.allFiles]).toEqual([1, 0, 1]);
  });

  it('gives a file to the batch that misses it, and not to another of the same folder', async () => {
    drop(['a']);
    drop(['b']);
    await settled();
    visit();
    const { left } = await queue.batches.left('anna');
    drop(['b']);
    expect(left.map(({ missingFiles, record }) => [record.files, missingFiles])).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  it('remembers a cancelled file again when the person tries it again', async () => {
    const [id = 0] = drop(['photos/a']);
    await settled();
    queue.cancel(id);
    await settled();
    expect(ports.batches.byId.size).toBe(0);
    queue.retry(id);
    await settled();
    visit();
    expect((await left()).names).toEqual(['photos']);
  });

  it('remembers a file that failed and one that waits for an answer', async () => {
    drop(['photos/a', 'photos/b']);
    await hashed();
    await hashed();
    (await ports.next('presignPut')).answer(signedPut);
    (await ports.next('put')).answer({ status: 412 });
    (await ports.next('describeFile')).answer({ sizeBytes: 9, etag: '"e"', crc64nvme: 'AAAAAAAAAAA=' });
    await settled();
    visit();
    expect((await left()).missingFiles).toBe(2);
  });
});

describe('the record of a batch', () => {
  it('is never written when all files end before, and is gone when they have ended', async () => {
    const [id = 0] = drop(['a']);
    queue.cancel(id);
    await settled();
    expect(ports.batches.saves).toBe(0);
    drop(['b']);
    await settled();
    expect(ports.batches.byId.size).toBe(1);
    await hashed();
    await arrive();
    expect(ports.batches.byId.size).toBe(0);
  });

  it('is not offered while this tab or another has the files', async () => {
    drop();
    await settled();
    await expect(queue.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [] });
    const other = new UploadQueue(ports, () => undefined, { sendAtOnce: 1, hashAhead: 0 });
    const [id] = [...ports.batches.byId.keys()];
    await expect(other.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [id] });
    const free = other.batches.untilFree(id!, new AbortController().signal);
    queue.cancel(1);
    queue.cancel(2);
    queue.cancel(3);
    await expect(free).resolves.toBeUndefined();
  });

  it('is left to another tab that has taken it on meanwhile', async () => {
    drop();
    await settled();
    visit();
    const here = queue;
    const { id } = await left();
    queue = new UploadQueue(ports, () => undefined, { sendAtOnce: 1, hashAhead: 0 });
    await left();
    drop();
    await settled();
    await expect(here.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [id] });
    await expect(left()).resolves.toMatchObject({ id });
  });

  it('is the same for all who ask for it at the same time', async () => {
    drop();
    await settled();
    visit();
    const [first, second] = await Promise.all([queue.batches.left('anna'), queue.batches.left('anna')]);
    expect(second.left[0]).toBe(first.left[0]);
  });

  it('belongs to one person, counts for a sign-out and is forgotten with the person', async () => {
    drop();
    await settled();
    visit();
    await expect(queue.batches.left('bert')).resolves.toEqual({ left: [], elsewhere: [] });
    await expect(queue.keptBy('anna')).resolves.toBe(3);
    await queue.forgetPerson('anna');
    expect(ports.batches.byId.size).toBe(0);
    drop();
    await settled();
    await queue.forgetPerson('anna');
    await settled();
    expect(ports.batches.byId.size).toBe(0);
  });

  it('is discarded when the person does not want it', async () => {
    drop();
    await settled();
    visit();
    const batch = await left();
    await queue.batches.forget(batch);
    expect([batch.isMissing, ports.batches.byId.size]).toEqual([false, 0]);
    await expect(queue.batches.left('anna')).resolves.toEqual({ left: [], elsewhere: [] });
  });

  it('is written in groups, not for each file', async () => {
    const free: (() => void)[] = [];
    const { save } = ports.batches;
    ports.batches.save = async (record, files) => {
      await save(record, files);
      await new Promise<void>((resolve) => free.push(resolve));
    };
    drop(Array.from({ length: 50 }, (_, index) => `many/${index}`));
    for (let arrived = 0; arrived < 50; arrived += 1) {
      await hashed();
      await arrive();
    }
    expect(ports.batches.saves).toBe(1);
    free[0]?.();
    await settled();
    expect(ports.batches.byId.size).toBe(0);
  });
});
