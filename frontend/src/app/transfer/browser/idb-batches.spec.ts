/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';
import 'fake-indexeddb/auto';

import type { BatchFiles, BatchRecord } from '../batch-record.ts';
import { idbBatches } from './idb-batches.ts';
import { uploadDatabase } from './upload-database.ts';

const record = (id: string, userId = 'anna'): BatchRecord => ({
  id,
  userId,
  folder: 'photos',
  startedAtMs: 5,
  files: 3,
  isComplete: true,
  dropped: 0,
  settled: new Uint8Array([1]),
  hasHandles: false,
});
const files = (from: number, ...paths: string[]): BatchFiles => ({
  from,
  paths,
  sizesBytes: paths.map(() => 4),
  lastModified: paths.map(() => 7),
});
let name: string;
let visits = 0;
const visit = () => idbBatches(uploadDatabase(name));

beforeEach(() => {
  name = `batches-${(visits += 1)}`;
});

describe('idbBatches', () => {
  it('finds after a reload the batch and its files, in the order of their indexes', async () => {
    const batches = visit();
    await batches.save(record('a'), files(0, 'photos/1', 'photos/2'));
    await batches.save({ ...record('a'), settled: new Uint8Array([3]) }, files(2));
    await batches.save({ ...record('a'), settled: new Uint8Array([3]) }, files(2, 'photos/3'));
    await expect(visit().of('anna')).resolves.toEqual([{ ...record('a'), settled: new Uint8Array([3]) }]);
    await expect(visit().filesOf('a')).resolves.toEqual([files(0, 'photos/1', 'photos/2'), files(2, 'photos/3')]);
  });

  it('shows nobody the batches of somebody else, and no batch the files of another', async () => {
    const batches = visit();
    await batches.save(record('a'), files(0, 'photos/1'));
    await batches.save(record('b', 'bert'), files(0, 'photos/2'));
    await expect(batches.of('bert')).resolves.toEqual([record('b', 'bert')]);
    await expect(batches.filesOf('b')).resolves.toEqual([files(0, 'photos/2')]);
  });

  it('removes a batch with its files and handles, and no other', async () => {
    const batches = visit();
    await batches.save(record('a'), files(0, 'photos/1'));
    await batches.save(record('b'), files(0, 'photos/2'));
    await batches.keepHandles('a', []);
    await batches.remove('a');
    await expect(batches.of('anna')).resolves.toEqual([record('b')]);
    await expect(batches.filesOf('a')).resolves.toEqual([]);
    await expect(batches.handlesOf('a')).resolves.toEqual([]);
    await expect(batches.filesOf('b')).resolves.toEqual([files(0, 'photos/2')]);
  });
});
