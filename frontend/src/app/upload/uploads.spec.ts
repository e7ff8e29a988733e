import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { FolderChanges } from '../api/folder-changes.ts';
import { FakePorts, signedPut } from '../transfer/testing/fake-ports.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';
import { Uploads } from './uploads.ts';

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
const turn = () => new Promise((resolve) => setTimeout(resolve));

async function arrive(status = 200): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
  (await ports.next('presignPut')).answer(signedPut);
  (await ports.next('put')).answer({ status, crc64nvme });
  await turn();
}

describe('Uploads', () => {
  it('tells the lists where a file was stored', async () => {
    uploads.add([chosen('b.txt')], 'a');
    expect(uploads.isActive()).toBe(true);
    await arrive();
    expect([kinds(), stored, uploads.isActive()]).toEqual([['done'], ['a/b.txt'], false]);
  });

  it('shows refused names with their reason and sends nothing of them', async () => {
    uploads.add([chosen('bad.'), chosen('good')], '');
    expect(kinds()).toEqual(['failed', 'waiting']);
    expect((await ports.next('hash')).question.body.size).toBe(3);
    expect(ports.pending('hash')).toBe(0);
  });

  it('keeps the order of adding within one rank, and does not sort again for progress', async () => {
    uploads.add([chosen('a'), chosen('b'), chosen('c')], '');
    const before = uploads.ordered();
    expect(before.map(({ view }) => view().path)).toEqual(['a', 'b', 'c']);
    (await ports.next('hash')).answer(crc64nvme);
    await turn();
    expect(kinds()).toContain('signing');
    expect(uploads.ordered()).toBe(before);
  });

  it('clears what has ended and keeps the rest', async () => {
    uploads.add([chosen('a'), chosen('b')], '');
    await arrive();
    uploads.clearEnded();
    expect(uploads.rows().map(({ view }) => view().path)).toEqual(['b']);
  });

  it('cancels all that is not over', async () => {
    uploads.add([chosen('a'), chosen('b')], '');
    await arrive();
    uploads.cancelAll();
    expect(kinds()).toEqual(['done', 'cancelled']);
  });

  it('follows progress', async () => {
    uploads.add([chosen('a')], '');
    (await ports.next('hash')).answer(crc64nvme);
    (await ports.next('presignPut')).answer(signedPut);
    (await ports.next('put')).question.progress(2);
    expect(uploads.totals()).toMatchObject({ sentBytes: 2, totalBytes: 3, active: 1 });
  });
});
