import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { FolderChanges } from '../changes/folder-changes.ts';
import { FakePorts, signedPut } from '../transfer/testing/fake-ports.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { UploadRows } from './rows/upload-rows.ts';
import { AllUploads } from './tray/all-uploads.ts';
import { BrowserUploadQueue } from './browser-upload-queue.ts';
import { UploadIntake, type TakeFiles } from './intake/upload-intake.ts';

const crc64nvme = 'rosUhgp5mYg=';
let ports: FakePorts;
let queue: BrowserUploadQueue;
let intake: UploadIntake;
let rows: UploadRows;
let all: AllUploads;
let stored: string[];

beforeEach(() => {
  ports = new FakePorts();
  TestBed.configureTestingModule({ providers: [{ provide: BrowserTransferPorts, useValue: ports }] });
  queue = TestBed.inject(BrowserUploadQueue);
  intake = TestBed.inject(UploadIntake);
  rows = TestBed.inject(UploadRows);
  all = TestBed.inject(AllUploads);
  stored = [];
  TestBed.inject(FolderChanges).stored.subscribe((path) => stored.push(path));
});

const chosen = (relativePath: string) => ({ relativePath, file: new File(['123'], 'x') });
const isActive = () => rows.totals().active > 0;
const kinds = () => rows.all().map(({ view }) => view().state.kind);
const paths = () => rows.ordered().map(({ view }) => view().path);
/** Resolves when everything that is ready has run and the result is on the screen. */
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

describe('pausing and cancelling what a page uploads', () => {
  it('pauses and goes on, one or all', async () => {
    await intake.add([chosen('a'), chosen('b')], '');
    const [first] = rows.all();
    queue.pause(first!.id);
    await painted();
    expect([kinds(), rows.totals().paused]).toEqual([['paused', 'hashing'], 1]);
    await all.pause();
    await painted();
    expect([kinds(), isActive()]).toEqual([['paused', 'paused'], false]);
    await all.resume();
    await painted();
    expect([rows.totals().paused, isActive()]).toEqual([0, true]);
  });

  it('pauses thousands without holding the page up, the waiting ones first', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`));
    await intake.add(many, '');
    let turns = 0;
    const ticking = setInterval(() => (turns += 1));
    await all.pause();
    clearInterval(ticking);
    await painted();
    expect(turns).toBeGreaterThan(1);
    expect(rows.totals()).toMatchObject({ paused: 3_000, active: 0 });
    // No waiting file took a place that became free meanwhile.
    expect(ports.pending('hash')).toBeLessThanOrEqual(2);
  });

  it('goes on at once when somebody changes their mind while thousands are being paused', async () => {
    await intake.add(
      Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`)),
      '',
    );
    const pausing = all.pause();
    await Promise.all([all.resume(), pausing]);
    await painted();
    expect(rows.totals()).toMatchObject({ paused: 0, active: 3_000 });
  });

  /** Starts a drop whose files are found when the test says so. */
  function dropping() {
    const ends = deferred<undefined>();
    let take: TakeFiles = () => Promise.resolve();
    let { signal } = new AbortController();
    const over = intake.addFound('', (takes, until) => {
      [take, signal] = [takes, until];
      return ends.promise;
    });
    const find = (...names: string[]) => take(names.map(chosen));
    return { find, isStopped: () => signal.aborted, end: () => (ends.resolve(undefined), over) };
  }

  it('holds with one click what the same drop finds later, until all goes on', async () => {
    const drop = dropping();
    await drop.find('a');
    await all.pause();
    await drop.find('b', 'c');
    await painted();
    expect([kinds(), rows.totals()]).toMatchObject([['paused', 'paused', 'paused'], { active: 0, paused: 3 }]);
    expect(ports.pending('hash')).toBe(1);
    await all.resume();
    await drop.find('d');
    await drop.end();
    await painted();
    expect(rows.totals()).toMatchObject({ active: 4, paused: 0 });
    expect(paths()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on with one that was found after all were paused', async () => {
    const drop = dropping();
    await drop.find('a');
    await all.pause();
    await drop.find('b');
    queue.resume(rows.all()[1]!.id);
    await ports.next('hash');
    await arrive();
    expect([kinds(), stored]).toEqual([['paused', 'done'], ['b']]);
  });

  it('starts at once what is dropped after all were paused, while the drop before stays held', async () => {
    const before = dropping();
    await before.find('a');
    await all.pause();
    const after = dropping();
    await after.find('new');
    await before.find('b');
    await painted();
    expect(kinds()).toEqual(['paused', 'hashing', 'paused']);
  });

  it('finds nothing more of what is cancelled, and does not stop the next drop', async () => {
    const before = dropping();
    await before.find('a');
    await all.cancel();
    expect(before.isStopped()).toBe(true);
    await before.find('b');
    const after = dropping();
    await after.find('c');
    await painted();
    expect([paths().toSorted(), kinds(), after.isStopped()]).toEqual([['a', 'c'], ['cancelled', 'hashing'], false]);
  });

  it('gives an answer for all also to what the same drop finds later', async () => {
    const drop = dropping();
    await all.resolve('skip');
    await drop.find('a');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    (await ports.next('put')).answer({ status: 412 });
    (await ports.next('describeFile')).answer({ sizeBytes: 9, etag: '"0123456789abcdef0123456789abcdef"' });
    await painted();
    expect(kinds()).toEqual(['skipped']);
  });

  it('shows the next person nothing of the one before', async () => {
    all.belongTo('anna-id');
    await intake.add([chosen('secret')], '');
    all.belongTo('anna-id');
    expect(paths()).toEqual(['secret']);
    const drop = dropping();
    all.belongTo('ben-id');
    await drop.find('another secret');
    expect([paths(), rows.totals().files, rows.areAtRisk()]).toEqual([[], 0, false]);
  });

  it('keeps what is found after a sign-out for the person who dropped it', async () => {
    const drop = dropping();
    ports.userId = undefined;
    await drop.find('a');
    await painted();
    expect(kinds()).not.toContain('failed');
    ports.userId = 'anna';
    all.belongTo('anna');
    await arrive();
    expect([kinds(), stored]).toEqual([['done'], ['a']]);
  });
});
