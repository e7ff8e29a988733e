/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import 'fake-indexeddb/auto';

import { batchLockName, type BatchRecord } from '../batch-record.ts';
import { holdDatabases } from '../testing/hold-databases.ts';
import { MemoryLocks } from '../testing/memory-locks.ts';
import { lockName, type UploadRecord } from '../upload-record.ts';
import { forgettingDatabase, type ForgottenPerson } from './forgetting-database.ts';
import { idbBatches } from './idb-batches.ts';
import { idbRecords } from './idb-records.ts';
import { uploadDatabase, type UploadDatabase } from './upload-database.ts';

const stores = ['uploads', 'batches', 'files', 'handles'] as const;
const [before, later] = [0, Date.now() + 3_600_000];
const upload = (key: string, userId: string, savedAtMs = before) =>
  ({ key, userId, uploadId: `id-${key}`, savedAtMs }) as UploadRecord;
const batch = (id: string, userId: string, startedAtMs = before) => ({ id, userId, startedAtMs }) as BatchRecord;

let name: string;
let visits = 0;
let people: Map<string, ForgottenPerson>;
let locks: MemoryLocks;

/** Opens the page, whose database is that of the visits before. */
const visit = (openedLate = () => undefined) =>
  forgettingDatabase(name, {
    people: {
      all: () => [...people.values()],
      add: (person) => people.set(person.userId, person),
      remove: ({ userId }) => people.delete(userId),
    },
    locks,
    openedLate,
  });

async function keep(database: UploadDatabase, record: UploadRecord, its: BatchRecord): Promise<void> {
  const batches = idbBatches(database);
  await idbRecords(database).save(record);
  await batches.save(its, { from: 0, paths: [`${its.id}.txt`], sizesBytes: [1], lastModified: [7] });
  await batches.keepHandles(its.id, []);
}

/** Resolves with the number of things in each store. */
async function counts(database: UploadDatabase): Promise<number[]> {
  const open = await database();
  return Promise.all(stores.map((store) => open.count(store)));
}

/** Lets a visit forget Anna while the browser refuses to open the database. */
async function forgetWhileRefused(): Promise<void> {
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = () => {
    throw new Error('No storage now.');
  };
  await visit().forget('anna');
  indexedDB.open = open;
}

beforeEach(async () => {
  name = `forgetting-${(visits += 1)}`;
  people = new Map();
  locks = new MemoryLocks();
  await keep(uploadDatabase(name), upload('a', 'anna'), batch('a', 'anna'));
  await keep(uploadDatabase(name), upload('b', 'bert'), batch('b', 'bert'));
});

describe('forgettingDatabase', () => {
  it('removes what it has of a person at once, and nothing of others', async () => {
    const database = visit();
    await database.forget('anna');
    await expect(counts(database.open)).resolves.toEqual([1, 1, 1, 1]);
    await expect(idbRecords(database.open).of('bert')).resolves.toEqual([upload('b', 'bert')]);
    expect(people.size).toBe(0);
  });

  it('removes it when the browser opens it late, before those who were refused write again', async () => {
    const openDatabases = holdDatabases();
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask'] });
    const found = Promise.withResolvers<number[]>();
    const database = visit(() => void counts(database.open).then(found.resolve, found.reject));
    const forgotten = database.forget('anna');
    await jest.advanceTimersByTimeAsync(3_000);
    await forgotten;
    jest.useRealTimers();
    expect(people.size).toBe(1);
    openDatabases();
    await expect(found.promise).resolves.toEqual([1, 1, 1, 1]);
    expect(people.size).toBe(0);
  });

  it('removes it in a later visit, when the browser did not open it in this one', async () => {
    await forgetWhileRefused();
    expect(people.size).toBe(1);
    await expect(idbRecords(visit().open).of('anna')).resolves.toEqual([]);
    await expect(counts(visit().open)).resolves.toEqual([1, 1, 1, 1]);
    expect(people.size).toBe(0);
  });

  it('removes it in a later visit, when this one was closed right after it was noted', async () => {
    visit().note('anna');
    await expect(counts(visit().open)).resolves.toEqual([1, 1, 1, 1]);
    expect(people.size).toBe(0);
  });

  it('keeps what the person has begun afterwards', async () => {
    await keep(uploadDatabase(name), upload('new', 'anna', later), batch('new', 'anna', later));
    await forgetWhileRefused();
    const database = visit();
    await expect(idbRecords(database.open).of('anna')).resolves.toEqual([upload('new', 'anna', later)]);
    await expect(idbBatches(database.open).of('anna')).resolves.toEqual([batch('new', 'anna', later)]);
  });

  it('leaves to another tab what that tab is sending', async () => {
    await locks.take(lockName('id-a'));
    await locks.take(batchLockName('a'));
    const database = visit();
    await database.forget('anna');
    await expect(counts(database.open)).resolves.toEqual([2, 2, 2, 2]);
  });

  it('removes handles whose batch the browser did not take, unless a tab is about to write it', async () => {
    await idbBatches(uploadDatabase(name)).keepHandles('lost', []);
    await idbBatches(uploadDatabase(name)).keepHandles('open', []);
    await locks.take(batchLockName('open'));
    const database = visit();
    await database.forget('anna');
    await expect((await database.open()).getAllKeys('handles')).resolves.toEqual(['b', 'open']);
  });

  it('opens, and remembers whom it has to forget, when nothing can be removed now', async () => {
    await forgetWhileRefused();
    jest.spyOn(locks, 'held').mockRejectedValueOnce(new Error('no answer'));
    await expect(counts(visit().open)).resolves.toEqual([2, 2, 2, 2]);
    expect(people.size).toBe(1);
  });
});
