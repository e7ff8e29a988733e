/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';

import { holdDatabases } from '../testing/hold-databases.ts';
import { idbRecords } from './idb-records.ts';
import { uploadDatabase } from './upload-database.ts';
import type { UploadRecord } from '../upload-record.ts';

const record = (key: string, userId = 'anna'): UploadRecord => ({
  key,
  userId,
  uploadId: `upload-${key}`,
  path: `${key}.bin`,
  name: `${key}.bin`,
  sizeBytes: 40,
  lastModified: 7,
  contentType: 'a/b',
  partSizeBytes: 16,
  checksums: ['rosUhgp5mYg=', null, null],
  savedAtMs: 5,
});

let name: string;
let visits = 0;

beforeEach(() => {
  name = `test-${(visits += 1)}`;
});

describe('idbRecords', () => {
  it('finds after a reload what was saved before', async () => {
    await idbRecords(uploadDatabase(name)).save(record('a'));
    await expect(idbRecords(uploadDatabase(name)).of('anna')).resolves.toEqual([record('a')]);
  });

  it('shows nobody the records of somebody else', async () => {
    const records = idbRecords(uploadDatabase(name));
    await records.save(record('a'));
    await records.save(record('b', 'bert'));
    await expect(records.of('bert')).resolves.toEqual([record('b', 'bert')]);
    await expect(records.of('carl')).resolves.toEqual([]);
  });

  it('keeps one record per upload, the latest', async () => {
    const records = idbRecords(uploadDatabase(name));
    await records.save(record('a'));
    await records.save({ ...record('a'), savedAtMs: 6 });
    await expect(records.of('anna')).resolves.toEqual([{ ...record('a'), savedAtMs: 6 }]);
  });

  it('forgets', async () => {
    const records = idbRecords(uploadDatabase(name));
    await records.save(record('a'));
    await records.remove('a');
    await records.remove('never there');
    await expect(records.of('anna')).resolves.toEqual([]);
  });

  it('keeps what the version of the page before had saved', async () => {
    const before = await openDB(name, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('uploads', { keyPath: 'key' }).createIndex('user', 'userId'),
    });
    await before.put('uploads', record('a'));
    before.close();
    await expect(idbRecords(uploadDatabase(name)).of('anna')).resolves.toEqual([record('a')]);
  });

  it('gives way to a newer version of the page in another tab, and opens again afterwards', async () => {
    const records = idbRecords(uploadDatabase(name));
    await records.save(record('a'));
    await new Promise<void>((resolve, reject) => {
      const deleting = indexedDB.deleteDatabase(name);
      deleting.addEventListener('success', () => resolve());
      deleting.addEventListener('blocked', () => reject(new Error('blocked')));
    });
    await expect(records.of('anna')).resolves.toEqual([]);
  });

  it('does not wait for ever for a database that never opens, nor each time', async () => {
    const open = indexedDB.open.bind(indexedDB);
    const tries = jest.fn(() => new IDBOpenDBRequest());
    indexedDB.open = tries;
    jest.useFakeTimers();
    const records = idbRecords(uploadDatabase(name));
    const failed = records.save(record('a')).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await failed).toMatchObject({ name: 'NoAnswer' });
    await expect(records.of('anna')).rejects.toMatchObject({ name: 'NoAnswer' });
    expect(tries).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(60_000);
    jest.useRealTimers();
    indexedDB.open = open;
    await expect(records.of('anna')).resolves.toEqual([]);
  });

  it('uses a database that opens later than it waited, and says that it did', async () => {
    const openDatabases = holdDatabases();
    const opened = Promise.withResolvers<undefined>();
    const late = jest.fn(() => opened.resolve(undefined));
    const records = idbRecords(uploadDatabase(name, late));
    await expect(records.of('anna')).rejects.toMatchObject({ name: 'NoAnswer' });
    expect(late).not.toHaveBeenCalled();
    openDatabases();
    await opened.promise;
    await expect(records.of('anna')).resolves.toEqual([]);
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('says that a database opened late also when it was asked for once more meanwhile', async () => {
    const openDatabases = holdDatabases();
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask'] });
    const late = jest.fn();
    const records = idbRecords(uploadDatabase(name, late));
    const refused = records.of('anna').catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await refused).toMatchObject({ name: 'NoAnswer' });
    await jest.advanceTimersByTimeAsync(60_000);
    const again = records.of('anna');
    jest.useRealTimers();
    openDatabases();
    await expect(again).resolves.toEqual([]);
    expect(late).toHaveBeenCalledTimes(1);
  });

  it('says so when the browser keeps nothing, and tries again the next time', async () => {
    const open = indexedDB.open.bind(indexedDB);
    const records = idbRecords(uploadDatabase(name));
    indexedDB.open = () => {
      throw new Error('No storage in a private window.');
    };
    await expect(records.of('anna')).rejects.toThrow('No storage');
    indexedDB.open = open;
    await expect(records.of('anna')).resolves.toEqual([]);
  });
});
