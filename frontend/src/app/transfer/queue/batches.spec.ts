/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import {
  arrive,
  crc64nvme,
  drop,
  file,
  firstVisit,
  hashed,
  latest,
  left,
  ports,
  queue,
  visit,
} from '../testing/batch-driver.ts';
import { settled, signedPut } from '../testing/fake-ports.ts';

beforeEach(firstVisit);

const sorted = (paths: Iterable<string>) => [...paths].toSorted();

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
