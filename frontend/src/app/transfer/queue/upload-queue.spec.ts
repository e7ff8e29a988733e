/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { UnreadableFile } from '../ports.ts';
import { FakePorts, settled, signedPut } from '../testing/fake-ports.ts';
import { UploadQueue, type Upload } from './upload-queue.ts';

const crc64nvme = 'rosUhgp5mYg=';
const etag = '"0123456789abcdef0123456789abcdef"';
const theirs = { sizeBytes: 7, etag, crc64nvme: 'AAAAAAAAAAA=' };

let ports: FakePorts;
let latest: Map<number, Upload>;
let queue: UploadQueue;

beforeEach(() => {
  ports = new FakePorts();
  latest = new Map();
  queue = new UploadQueue(ports, (upload) => latest.set(upload.id, upload), { sendAtOnce: 2, hashAhead: 1 });
});

const add = (...paths: string[]) =>
  queue
    .add(paths.map((path) => ({ path, file: new File(['123456789'], path), contentType: 'text/plain' })))
    .map(({ id }) => id);
const kindOf = (id: number | undefined) => latest.get(id ?? 0)?.state.kind;

async function hashed(): Promise<void> {
  (await ports.next('hash')).answer(crc64nvme);
}

async function put(status: number): Promise<string> {
  const sign = await ports.next('presignPut');
  sign.answer(signedPut);
  (await ports.next('put')).answer({ status, crc64nvme });
  return sign.question.path;
}

async function conflict(path: string): Promise<number> {
  const [id = 0] = add(path);
  await hashed();
  await put(412);
  (await ports.next('describeFile')).answer(theirs);
  await settled();
  return id;
}

describe('UploadQueue', () => {
  it('hashes, sends and ends verified', async () => {
    const [id] = add('a.txt');
    const hash = await ports.next('hash');
    hash.question.progress(5);
    expect(latest.get(id ?? 0)?.state).toEqual({ kind: 'hashing', hashedBytes: 5 });
    hash.answer(crc64nvme);
    await put(200);
    await settled();
    expect(latest.get(id ?? 0)?.state).toEqual({ kind: 'done', verified: true });
  });

  it('hashes and signs ahead but never sends more than its width, in the order of coming', async () => {
    add('a', 'b', 'c', 'd');
    const sign = async (index: number) =>
      (await ports.next('presignPut')).answer({ ...signedPut, url: `https://files.example/${index}` });
    for (let ahead = 0; ahead < 2; ahead += 1) {
      await hashed();
      await sign(ahead);
    }
    for (let ahead = 2; ahead < 4; ahead += 1) await hashed();
    for (let ahead = 2; ahead < 4; ahead += 1) await sign(ahead);
    await settled();
    const putA = await ports.next('put');
    const putB = await ports.next('put');
    const urls = [putA, putB].map(({ question }) => question.signed.url.at(-1));
    expect([urls, ports.pending('put'), ports.pending('hash')]).toEqual([['0', '1'], 0, 0]);
    putA.answer({ status: 200, crc64nvme });
    expect((await ports.next('put')).question.signed.url).toBe('https://files.example/2');
  });

  it('says when a file cannot be read', async () => {
    const [id] = add('a');
    (await ports.next('hash')).fail(new UnreadableFile());
    await settled();
    expect(latest.get(id ?? 0)?.state).toEqual({ kind: 'failed', reason: 'unreadable' });
  });

  it('cancels one without touching the next', async () => {
    const [first, second] = add('a', 'b');
    await hashed();
    await ports.next('presignPut');
    queue.cancel(first ?? 0);
    expect(kindOf(first)).toBe('cancelled');
    await hashed();
    await put(200);
    await settled();
    expect(kindOf(first)).toBe('cancelled');
    expect(kindOf(second)).toBe('done');
  });

  it('gives the place of a cancelled upload to the next', async () => {
    const [first] = add('a', 'b', 'c');
    await hashed();
    await hashed();
    await hashed();
    await ports.next('presignPut');
    await ports.next('presignPut');
    queue.cancel(first ?? 0);
    expect((await ports.next('presignPut')).question.path).toBe('c');
  });

  it('reads a file anew when it is tried again', async () => {
    const [id = 0] = add('a');
    (await ports.next('hash')).fail(new UnreadableFile());
    await settled();
    queue.retry(id);
    await hashed();
    await put(200);
    await settled();
    expect(kindOf(id)).toBe('done');
  });

  it('knows its own file again when it was paused after the bytes had arrived', async () => {
    const [id = 0] = add('a.txt');
    await hashed();
    (await ports.next('presignPut')).answer(signedPut);
    await ports.next('put');
    queue.pause(id);
    queue.resume(id);
    await put(412);
    (await ports.next('describeFile')).answer({ sizeBytes: 9, etag, crc64nvme });
    await settled();
    expect(latest.get(id)?.state).toEqual({ kind: 'done', verified: true });
  });

  it('asks about the same bytes when it has sent none of them', async () => {
    const [id = 0] = add('a.txt');
    await hashed();
    await ports.next('presignPut');
    queue.pause(id);
    queue.resume(id);
    await put(412);
    (await ports.next('describeFile')).answer({ sizeBytes: 9, etag, crc64nvme });
    await settled();
    expect(latest.get(id)?.state).toEqual({ kind: 'skipped', identical: true });
  });

  it('does not follow what it was told to forget', async () => {
    const [id = 0] = add('a');
    await ports.next('hash');
    queue.forget(id);
    latest.clear();
    await settled();
    expect(latest.size).toBe(0);
  });
});

describe('UploadQueue when another person signs in', () => {
  it('gives them the places of who was there before, who goes on when they are back', async () => {
    const annas = add('a', 'b', 'c', 'd');
    for (let ahead = 0; ahead < 3; ahead += 1) await hashed();
    for (let ahead = 0; ahead < 3; ahead += 1) await ports.next('presignPut');
    ports.userId = 'ben';
    queue.belongTo('ben');
    const [bens] = add('e');
    await hashed();
    expect(await put(200)).toBe('e');
    await settled();
    expect([kindOf(bens), annas.map(kindOf)]).toEqual(['done', ['paused', 'paused', 'paused', 'paused']]);
    ports.userId = 'anna';
    queue.belongTo('anna');
    const signings = [await ports.next('presignPut'), await ports.next('presignPut'), await ports.next('presignPut')];
    expect(signings.map(({ question }) => question.path)).toEqual(['a', 'b', 'c']);
    for (const signing of signings) signing.answer(signedPut);
    for (let sent = 0; sent < 3; sent += 1) (await ports.next('put')).answer({ status: 200, crc64nvme });
    await hashed();
    expect(await put(200)).toBe('d');
    await settled();
    expect(annas.map(kindOf)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('leaves alone what they had paused themselves, and what is over', async () => {
    const [paused = 0, open = 0] = add('a', 'b');
    queue.pause(paused);
    queue.belongTo('ben');
    queue.cancel(open);
    queue.belongTo('anna');
    expect([kindOf(paused), kindOf(open)]).toEqual(['paused', 'cancelled']);
    await settled();
  });
});

describe('UploadQueue when the name is taken', () => {
  it('waits for an answer and holds no place meanwhile', async () => {
    const id = await conflict('a.txt');
    expect(latest.get(id)?.state).toEqual({ kind: 'conflict', etag });
    add('b', 'c');
    await hashed();
    await hashed();
    expect((await ports.next('presignPut')).question.path).toBe('b');
    expect((await ports.next('presignPut')).question.path).toBe('c');
  });

  it('keeps both under the next free name, without hashing again', async () => {
    const id = await conflict('docs/a.txt');
    queue.resolve(id, 'keep-both');
    expect(await put(412)).toBe('docs/a (2).txt');
    (await ports.next('describeFile')).answer(theirs);
    expect(await put(200)).toBe('docs/a (3).txt');
    await settled();
    expect(latest.get(id)).toMatchObject({ path: 'docs/a (3).txt', state: { kind: 'done' } });
  });

  it('replaces exactly the version it was asked about', async () => {
    const id = await conflict('a.txt');
    queue.resolve(id, 'replace');
    const sign = await ports.next('presignPut');
    expect(sign.question.replaces).toBe(etag);
  });

  it('asks again when somebody replaced it meanwhile', async () => {
    const id = await conflict('a.txt');
    queue.resolve(id, 'replace');
    await put(412);
    const newer = '"ffffffffffffffffffffffffffffffff"';
    (await ports.next('describeFile')).answer({ ...theirs, etag: newer });
    await settled();
    expect(latest.get(id)?.state).toEqual({ kind: 'conflict', etag: newer });
  });

  it('skips', async () => {
    const id = await conflict('a.txt');
    queue.resolve(id, 'skip');
    expect(kindOf(id)).toBe('skipped');
  });

  it('applies one answer to all, also to those that only find out later', async () => {
    const asked = await conflict('a.txt');
    const [later] = add('b.txt');
    queue.resolveAll('replace');
    expect((await ports.next('presignPut')).question).toMatchObject({ path: 'a.txt', replaces: etag });
    await hashed();
    await put(412);
    (await ports.next('describeFile')).answer(theirs);
    expect((await ports.next('presignPut')).question).toMatchObject({ path: 'b.txt', replaces: etag });
    expect(asked).not.toBe(later);
  });
});
