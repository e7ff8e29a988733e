import { expect } from '@jest/globals';

import type { Batch } from '../queue/batch.ts';
import type { LeftBatch } from '../queue/left-batch.ts';
import { UploadQueue, type Upload } from '../queue/upload-queue.ts';
import { FakePorts, settled, signedPut } from './fake-ports.ts';

export const crc64nvme = 'rosUhgp5mYg=';
export let ports: FakePorts;
export let latest: Map<number, Upload>;
export let queue: UploadQueue;

/** Begins a visit of the page. What an earlier visit had in memory is gone, and its locks are free. */
export function visit(): void {
  const before = ports as FakePorts | undefined;
  ports = Object.assign(new FakePorts(), before && { batches: before.batches });
  latest = new Map();
  queue = new UploadQueue(ports, (upload) => latest.set(upload.id, upload), { sendAtOnce: 2, hashAhead: 1 });
}

/** Opens the page in another tab, beside the one that is open. */
export function openTab(): void {
  queue = new UploadQueue(ports, () => undefined, { sendAtOnce: 1, hashAhead: 0 });
}

/** Begins the first visit, before each test. */
export function firstVisit(): void {
  ports = new FakePorts();
  visit();
}

export const file = (content: string, lastModified = 7) => new File([content], 'x', { lastModified });
const names = ['photos/a', 'photos/b', 'photos/c'];

export const handle = { kind: 'directory', name: 'photos' } as FileSystemHandle;

/** Adds a folder of files, as one drop does. */
export const drop = (paths = names, content = '123', lastModified = 7): number[] =>
  addTo(queue.batches.begin('anna', ''), paths, content, lastModified);

/** Adds a folder of files of which the browser gives a handle. */
export function dropWithHandle(): number[] {
  const batch = queue.batches.begin('anna', '');
  batch.keepHandles([handle]);
  return addTo(batch, names, '123', 7);
}

function addTo(batch: Batch, paths: readonly string[], content: string, lastModified: number): number[] {
  const uploads = paths.map((path) => ({ path, file: file(content, lastModified), contentType: 'a/b' }));
  const ids = queue.add(uploads, { paused: false, nameRule: 'ask', batch }).map(({ id }) => id);
  batch.complete();
  return ids;
}

export async function hashed(): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
}

/** Lets the next file arrive. Resolves with its path. */
export async function arrive(): Promise<string> {
  const signing = await ports.next('presignPut');
  signing.answer(signedPut);
  (await ports.next('put')).answer({ status: 200, crc64nvme });
  await settled();
  return signing.question.path;
}

export async function left(): Promise<LeftBatch> {
  const { left } = await queue.batches.left('anna');
  expect(left).toHaveLength(1);
  return left[0]!;
}
