import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FolderChanges } from '../changes/folder-changes.ts';
import { FakePorts, signedPut } from '../transfer/testing/fake-ports.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { UploadRows } from './rows/upload-rows.ts';
import { AllUploads } from './tray/all-uploads.ts';
import { BrowserUploadQueue } from './browser-upload-queue.ts';
import { UploadIntake } from './intake/upload-intake.ts';

const crc64nvme = 'rosUhgp5mYg=';
let ports: FakePorts;
let intake: UploadIntake;
let rows: UploadRows;
let all: AllUploads;
let stored: string[];

beforeEach(() => {
  ports = new FakePorts();
  TestBed.configureTestingModule({ providers: [{ provide: BrowserTransferPorts, useValue: ports }] });
  TestBed.inject(BrowserUploadQueue);
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

describe('the uploads of a page', () => {
  it('tells the lists where a file was stored', async () => {
    await intake.add([chosen('b.txt')], 'a');
    expect([isActive(), rows.areAtRisk()]).toEqual([true, true]);
    await arrive();
    expect([kinds(), stored, isActive(), rows.areAtRisk()]).toEqual([['done'], ['a/b.txt'], false, false]);
  });

  it('shows refused names with their reason and sends nothing of them', async () => {
    await intake.add([chosen('bad.'), chosen('good')], '');
    expect(kinds()).toEqual(['failed', 'waiting']);
    expect((await ports.next('hash')).question.body.size).toBe(3);
    expect(ports.pending('hash')).toBe(0);
  });

  it('keeps the order of adding within one rank, and does not sort again for progress', async () => {
    await intake.add([chosen('a'), chosen('b'), chosen('c')], '');
    const before = rows.ordered();
    expect(paths()).toEqual(['a', 'b', 'c']);
    (await ports.next('hash')).answer(crc64nvme);
    await painted();
    expect(kinds()).toContain('signing');
    expect(rows.ordered()).toBe(before);
  });

  it('moves no row away from somebody who points at it', async () => {
    await intake.add([chosen('a'), chosen('b')], '');
    rows.hold(true);
    await arrive();
    await intake.add([chosen('c')], '');
    expect(paths()).toEqual(['a', 'b', 'c']);
    rows.hold(false);
    expect(paths()).toEqual(['b', 'c', 'a']);
  });

  it('adds thousands without losing one, and lists them all', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => chosen(`file-${index}`));
    await intake.add(many, 'many');
    expect(paths()).toEqual(many.map(({ relativePath }) => `many/${relativePath}`));
    expect(rows.totals()).toMatchObject({ files: 3_000, active: 3_000, totalBytes: 9_000 });
  });

  it('tells the screen once per frame, however often progress comes', async () => {
    await intake.add([chosen('a')], '');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    const { question } = await ports.next('put');
    await painted();
    const before = rows.totals();
    question.progress(1);
    question.progress(2);
    expect(rows.totals()).toBe(before);
    await painted();
    expect(rows.totals()).toMatchObject({ sentBytes: 2, totalBytes: 3, active: 1 });
  });

  it('clears what has ended and keeps the rest', async () => {
    await intake.add([chosen('a'), chosen('b')], '');
    await arrive();
    all.clearEnded();
    expect(paths()).toEqual(['b']);
    expect(rows.totals()).toMatchObject({ files: 1, done: 0 });
  });

  it('cancels all that is not over', async () => {
    await intake.add([chosen('a'), chosen('b')], '');
    await arrive();
    await all.cancel();
    await painted();
    expect(kinds()).toEqual(['done', 'cancelled']);
  });
});
