import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../../testing/deferred.ts';
import type { BatchFiles, BatchRecord } from '../../transfer/batch-record.ts';
import { painted, UploadsOfPage } from '../testing/uploads-of-page.ts';
import { UnfinishedBatchRow } from './unfinished-batch-row.ts';
import { UnfinishedBatches } from './unfinished-batches.ts';

const record: BatchRecord = {
  id: 'one',
  userId: 'anna',
  folder: 'trips',
  startedAtMs: 0,
  files: 3,
  isComplete: true,
  dropped: 0,
  settled: new Uint8Array([0b001]),
  hasHandles: false,
};
const files: BatchFiles = {
  from: 0,
  paths: ['trips/rome/1', 'trips/rome/2', 'trips/rome/3'],
  sizesBytes: [3, 3, 3],
  lastModified: [7, 7, 7],
};

let page: UploadsOfPage;
let batches: UnfinishedBatches;
let fixture: ComponentFixture<UnfinishedBatchRow>;
let row: HTMLElement;

/** Shows the row of a batch that an earlier visit left. */
async function show(more: Partial<BatchRecord> = {}, handles: object[] = []): Promise<void> {
  page = new UploadsOfPage();
  await page.ports.batches.save({ ...record, ...more }, files);
  await page.ports.batches.keepHandles('one', handles as FileSystemHandle[]);
  batches = TestBed.inject(UnfinishedBatches);
  await batches.refresh('anna');
  fixture = TestBed.createComponent(UnfinishedBatchRow);
  fixture.componentRef.setInput('batch', batches.items()[0]);
  row = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
}

beforeEach(() => {
  localStorage.clear();
});

const file = (name: string) => new File(['123'], name, { lastModified: 7 });
const inFolder = (path: string) => Object.defineProperty(file(path), 'webkitRelativePath', { value: path });

async function choose(...chosen: File[]): Promise<void> {
  const input = row.querySelector('input')!;
  Object.defineProperty(input, 'files', { value: chosen, configurable: true });
  input.dispatchEvent(new Event('change'));
  await settle();
}
async function settle(): Promise<void> {
  await painted();
  await fixture.whenStable();
}
const click = async (label: string) => {
  row.querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`)!.click();
  await settle();
};

describe('a batch of an earlier visit', () => {
  it('says how far it came and what to do, and goes on with the folder', async () => {
    await show();
    expect(row.textContent).toContain('1 of 3 files uploaded. Choose the folder again to go on.');
    expect(row.querySelector('input')?.hasAttribute('webkitdirectory')).toBe(true);
    await choose(inFolder('rome/2'), inFolder('rome/3'));
    expect([page.paths(), batches.items()]).toEqual([['trips/rome/2', 'trips/rome/3'], []]);
  });

  it('says how far it is when only some of the files were chosen', async () => {
    await show();
    await choose(inFolder('rome/2'));
    expect(row.textContent).toContain('2 of 3 files uploaded.');
  });

  it('takes no other folder', async () => {
    await show();
    await choose(inFolder('paris/2'));
    expect([page.paths(), batches.items().length]).toEqual([[], 1]);
    expect(row.textContent).toContain('That is not “rome”. Nothing was uploaded.');
  });

  it('goes on with one click where the browser has kept the folder', async () => {
    const found = ['1', '2', '3'].map((name) => ({ kind: 'file', name, getFile: () => Promise.resolve(file(name)) }));
    const values = () => found;
    await show({ hasHandles: true }, [{ kind: 'directory', name: 'rome', values }]);
    await click('Resume: rome');
    expect([page.paths(), batches.items()]).toEqual([['trips/rome/2', 'trips/rome/3'], []]);
  });

  it('adds nothing when somebody else has signed in before the browser answered', async () => {
    const permission = deferred<PermissionState>();
    const queryPermission = () => permission.promise;
    const values = () => [{ kind: 'file', name: '2', getFile: () => Promise.resolve(file('2')) }];
    await show({ hasHandles: true }, [{ kind: 'directory', name: 'rome', values, queryPermission }]);
    await click('Resume: rome');
    page.session.set({ kind: 'signed-in', username: 'bert', userId: 'bert' });
    permission.resolve('granted');
    await settle();
    expect(page.paths()).toEqual([]);
  });

  it.each([
    ['denied', { queryPermission: () => Promise.resolve('denied') }, 'The browser may not read the files.'],
    ['gone', {}, 'The files are no longer where they were.'],
  ])('lets the person choose when what was kept is %s', async (_, more, problem) => {
    const getFile = () => Promise.reject(new Error('gone'));
    await show({ hasHandles: true }, [{ kind: 'file', name: 'rome', getFile, ...more }]);
    await click('Resume: rome');
    expect(row.textContent).toContain(problem);
    expect(row.querySelector('button[aria-label="Choose folder: rome"]')).not.toBeNull();
  });

  it('does not say that files are gone when the browser gives no handle of them', async () => {
    await show({ hasHandles: true });
    await click('Resume: rome');
    expect(row.textContent).toContain('The browser may not read the files.');
    expect(row.querySelector('button[aria-label="Choose folder: rome"]')).not.toBeNull();
  });

  it('is discarded after a question', async () => {
    await show();
    await click('Discard rome');
    await click('Really discard rome');
    expect([batches.items(), page.ports.batches.byId.size]).toEqual([[], 0]);
  });

  it('appears as soon as the tab that has its files lets go of it', async () => {
    page = new UploadsOfPage();
    const release = await page.ports.locks.take('airlock-batch:one');
    await page.ports.batches.save(record, files);
    batches = TestBed.inject(UnfinishedBatches);
    await batches.refresh('anna');
    expect(batches.items()).toEqual([]);
    await release?.();
    await painted();
    expect(batches.items()).toHaveLength(1);
  });

  it('does not appear when the person has signed out by then', async () => {
    page = new UploadsOfPage();
    const release = await page.ports.locks.take('airlock-batch:one');
    await page.ports.batches.save(record, files);
    batches = TestBed.inject(UnfinishedBatches);
    await batches.refresh('anna');
    await release?.();
    batches.clear();
    await painted();
    expect(batches.items()).toEqual([]);
  });
});
