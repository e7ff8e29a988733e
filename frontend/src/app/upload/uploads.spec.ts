import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { FolderChanges } from '../changes/folder-changes.ts';
import { FakePorts, signedPut } from '../transfer/testing/fake-ports.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { Uploads, type TakeFiles } from './uploads.ts';

const crc64nvme = 'rosUhgp5mYg=';
let ports: FakePorts;
let uploads: Uploads;
let stored: string[];

beforeEach(() => {
  ports = new FakePorts();
  TestBed.configureTestingModule({ providers: [{ provide: BrowserTransferPorts, useValue: ports }] });
  uploads = TestBed.inject(Uploads);
  stored = [];
  TestBed.inject(FolderChanges).stored.subscribe((path) => stored.push(path));
});

const chosen = (relativePath: string) => ({ relativePath, file: new File(['123'], 'x') });
const kinds = () => uploads.rows().map(({ view }) => view().state.kind);
const paths = () => uploads.ordered().map(({ view }) => view().path);
/** All that is ready has run, and is on screen. */
const painted = async () => {
  await new Promise((resolve) => setTimeout(resolve, 120));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
};

async function arrive(status = 200): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
  (await ports.next('presignPut')).answer(signedPut);
  (await ports.next('put')).answer({ status, crc64nvme });
  await painted();
}

describe('Uploads', () => {
  it('tells the lists where a file was stored', async () => {
    await uploads.add([chosen('b.txt')], 'a');
    expect([uploads.isActive(), uploads.areAtRisk()]).toEqual([true, true]);
    await arrive();
    expect([kinds(), stored, uploads.isActive(), uploads.areAtRisk()]).toEqual([['done'], ['a/b.txt'], false, false]);
  });

  it('shows refused names with their reason and sends nothing of them', async () => {
    await uploads.add([chosen('bad.'), chosen('good')], '');
    expect(kinds()).toEqual(['failed', 'waiting']);
    expect((await ports.next('hash')).question.body.size).toBe(3);
    expect(ports.pending('hash')).toBe(0);
  });

  it('keeps the order of adding within one rank, and does not sort again for progress', async () => {
    await uploads.add([chosen('a'), chosen('b'), chosen('c')], '');
    const before = uploads.ordered();
    expect(paths()).toEqual(['a', 'b', 'c']);
    (await ports.next('hash')).answer(crc64nvme);
    await painted();
    expect(kinds()).toContain('signing');
    expect(uploads.ordered()).toBe(before);
  });

  it('moves no row away from somebody who points at it', async () => {
    await uploads.add([chosen('a'), chosen('b')], '');
    uploads.hold(true);
    await arrive();
    await uploads.add([chosen('c')], '');
    expect(paths()).toEqual(['a', 'b', 'c']);
    uploads.hold(false);
    expect(paths()).toEqual(['b', 'c', 'a']);
  });

  it('adds thousands without losing one, and lists them all', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`));
    await uploads.add(many, 'many');
    expect(paths()).toEqual(many.map(({ relativePath }) => `many/${relativePath}`));
    expect(uploads.totals()).toMatchObject({ files: 3_000, active: 3_000, totalBytes: 9_000 });
  });

  it('tells the screen once per frame, however often progress comes', async () => {
    await uploads.add([chosen('a')], '');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    const { question } = await ports.next('put');
    await painted();
    const before = uploads.totals();
    question.progress(1);
    question.progress(2);
    expect(uploads.totals()).toBe(before);
    await painted();
    expect(uploads.totals()).toMatchObject({ sentBytes: 2, totalBytes: 3, active: 1 });
  });

  it('pauses and goes on, one or all', async () => {
    await uploads.add([chosen('a'), chosen('b')], '');
    const [first] = uploads.rows();
    uploads.pause(first!.id);
    await painted();
    expect([kinds(), uploads.totals().paused]).toEqual([['paused', 'hashing'], 1]);
    await uploads.pauseAll();
    await painted();
    expect([kinds(), uploads.isActive()]).toEqual([['paused', 'paused'], false]);
    await uploads.resumeAll();
    await painted();
    expect([uploads.totals().paused, uploads.isActive()]).toEqual([0, true]);
  });

  it('pauses thousands without holding the page up, the waiting ones first', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`));
    await uploads.add(many, '');
    let turns = 0;
    const ticking = setInterval(() => (turns += 1));
    await uploads.pauseAll();
    clearInterval(ticking);
    await painted();
    expect(turns).toBeGreaterThan(1);
    expect(uploads.totals()).toMatchObject({ paused: 3_000, active: 0 });
    // Nothing moved up into a place that became free meanwhile.
    expect(ports.pending('hash')).toBeLessThanOrEqual(2);
  });

  it('goes on at once when somebody changes their mind while thousands are being paused', async () => {
    await uploads.add(
      Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`)),
      '',
    );
    const pausing = uploads.pauseAll();
    await Promise.all([uploads.resumeAll(), pausing]);
    await painted();
    expect(uploads.totals()).toMatchObject({ paused: 0, active: 3_000 });
  });

  /** A drop of which something is found now and the rest when the test says so. */
  function dropping() {
    const ends = deferred<undefined>();
    let take: TakeFiles = () => Promise.resolve();
    let { signal } = new AbortController();
    const over = uploads.addFound('', (takes, until) => {
      [take, signal] = [takes, until];
      return ends.promise;
    });
    const find = (...names: string[]) => take(names.map(chosen));
    return { find, isStopped: () => signal.aborted, end: () => (ends.resolve(undefined), over) };
  }

  it('holds with one click what the same drop finds later, until all goes on', async () => {
    const drop = dropping();
    await drop.find('a');
    await uploads.pauseAll();
    await drop.find('b', 'c');
    await painted();
    expect([kinds(), uploads.totals()]).toMatchObject([['paused', 'paused', 'paused'], { active: 0, paused: 3 }]);
    expect(ports.pending('hash')).toBe(1);
    await uploads.resumeAll();
    await drop.find('d');
    await drop.end();
    await painted();
    expect(uploads.totals()).toMatchObject({ active: 4, paused: 0 });
    expect(paths()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on with one that was found after all were paused', async () => {
    const drop = dropping();
    await drop.find('a');
    await uploads.pauseAll();
    await drop.find('b');
    uploads.resume(uploads.rows()[1]!.id);
    await ports.next('hash');
    await arrive();
    expect([kinds(), stored]).toEqual([['paused', 'done'], ['b']]);
  });

  it('starts at once what is dropped after all were paused, while the drop before stays held', async () => {
    const before = dropping();
    await before.find('a');
    await uploads.pauseAll();
    const after = dropping();
    await after.find('new');
    await before.find('b');
    await painted();
    expect(kinds()).toEqual(['paused', 'hashing', 'paused']);
  });

  it('finds nothing more of what is cancelled, and does not stop the next drop', async () => {
    const before = dropping();
    await before.find('a');
    await uploads.cancelAll();
    expect(before.isStopped()).toBe(true);
    await before.find('b');
    const after = dropping();
    await after.find('c');
    await painted();
    expect([paths().toSorted(), kinds(), after.isStopped()]).toEqual([['a', 'c'], ['cancelled', 'hashing'], false]);
  });

  it('gives an answer for all also to what the same drop finds later', async () => {
    const drop = dropping();
    await uploads.resolveAll('skip');
    await drop.find('a');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    (await ports.next('put')).answer({ status: 412 });
    (await ports.next('describeFile')).answer({ sizeBytes: 9, etag: '"0123456789abcdef0123456789abcdef"' });
    await painted();
    expect(kinds()).toEqual(['skipped']);
  });

  it('clears what has ended and keeps the rest', async () => {
    await uploads.add([chosen('a'), chosen('b')], '');
    await arrive();
    uploads.clearEnded();
    expect(paths()).toEqual(['b']);
    expect(uploads.totals()).toMatchObject({ files: 1, done: 0 });
  });

  it('shows the next person nothing of the one before', async () => {
    uploads.belongTo('anna-id');
    await uploads.add([chosen('secret')], '');
    uploads.belongTo('anna-id');
    expect(paths()).toEqual(['secret']);
    const drop = dropping();
    uploads.belongTo('ben-id');
    await drop.find('another secret');
    expect([paths(), uploads.totals().files, uploads.areAtRisk()]).toEqual([[], 0, false]);
  });

  it('keeps what is found after a sign-out for the person who dropped it', async () => {
    const drop = dropping();
    ports.userId = undefined;
    await drop.find('a');
    await painted();
    expect(kinds()).not.toContain('failed');
    ports.userId = 'anna';
    uploads.belongTo('anna');
    await arrive();
    expect([kinds(), stored]).toEqual([['done'], ['a']]);
  });

  it('cancels all that is not over', async () => {
    await uploads.add([chosen('a'), chosen('b')], '');
    await arrive();
    await uploads.cancelAll();
    await painted();
    expect(kinds()).toEqual(['done', 'cancelled']);
  });
});
