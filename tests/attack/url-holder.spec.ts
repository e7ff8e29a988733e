import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { call, crc64nvme, presignGet, presignPut, put, type Api } from '../../local/testing/api-calls.ts';
import { withChecksum } from './same-checksum.ts';
import { signedRequestsIn } from './signed-request.ts';
import { Storage } from './storage.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let storage: Storage;
let api: Api;

beforeAll(async () => {
  world = await openWorld();
  storage = new Storage(world);
  api = { url: world.apiUrl, accessToken: world.owner.accessToken };
}, 120_000);
afterAll(async () => {
  storage.close();
  await world.close();
});

const announced = Buffer.from('Pay 100 euros to Alice. Thank you very much.');
const wanted = Buffer.from('Pay 999 euros to Mallory, at once, please...');

const contentOf = async (path: string): Promise<Buffer> => {
  const { url } = await presignGet(api, path);
  return Buffer.from(await (await fetch(url)).arrayBuffer());
};
const etagOf = async (path: string): Promise<string> => (await presignGet(api, path)).etag;
const storedOf = (path: string) => storage.everythingUnder(world.owner.keyPrefix + path);

async function ask(method: string, path: string, body?: object): Promise<string> {
  const answer = await call(api, method, path, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return text;
}

/** These tests say what a signature does not bind. docs/security.md claims no more than they leave. */
describe('whoever holds a signed URL while it is valid', () => {
  it('stores other bytes of the same length and checksum, because CRC64NVME is linear', async () => {
    const path = 'holder/letter.txt';
    const other = await withChecksum(wanted, await crc64nvme(announced));
    const signed = await presignPut(api, { path, bytes: announced });
    expect((await put(signed, Buffer.from(announced).fill('x'))).status).toBe(400);
    expect((await put(signed, other)).status).toBe(200);
    expect(await contentOf(path)).toEqual(other);
  });

  it('stores other bytes as a part in the same way, and the upload becomes a file of them', async () => {
    const path = 'holder/film.txt';
    const checksum = await crc64nvme(announced);
    const other = await withChecksum(wanted, checksum);
    const file = { path, sizeBytes: announced.length };
    const started = await ask('POST', '/uploads', { ...file, contentType: 'text/plain' });
    const { uploadId } = JSON.parse(started) as { uploadId: string };
    const parts = [{ partNumber: 1, crc64nvme: checksum }];
    const [part] = signedRequestsIn(await ask('POST', `/uploads/${uploadId}/presign-parts`, { ...file, parts }));
    const send = (body: Buffer) =>
      fetch(part!.url, { method: 'PUT', headers: part!.headers, body: new Uint8Array(body) });
    expect((await send(Buffer.from(announced).fill('x'))).status).toBe(400);
    expect((await send(other)).status).toBe(200);
    await ask('POST', `/uploads/${uploadId}/complete`, { ...file, crc64nvme: checksum });
    expect(await contentOf(path)).toEqual(other);
  });

  it('replaces a file by the bytes that it has, as often as they like', async () => {
    const path = 'holder/again.txt';
    await put(await presignPut(api, { path, bytes: announced }), announced);
    const again = await presignPut(api, { path, bytes: announced, replaces: await etagOf(path) });
    const statuses = [];
    for (let times = 0; times < 24; times += 1) statuses.push((await put(again, announced)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await storedOf(path)).toHaveLength(25);
  });

  it('replaces a file by other bytes once', async () => {
    const path = 'holder/once.txt';
    await put(await presignPut(api, { path, bytes: announced }), announced);
    const replacing = await presignPut(api, { path, bytes: wanted, replaces: await etagOf(path) });
    expect([(await put(replacing, wanted)).status, (await put(replacing, wanted)).status]).toEqual([200, 412]);
  });

  it('creates a file again after somebody deleted it', async () => {
    const path = 'holder/deleted.txt';
    const signed = await presignPut(api, { path, bytes: announced });
    expect([(await put(signed, announced)).status, (await put(signed, announced)).status]).toEqual([200, 412]);
    await ask('POST', '/files/delete', { items: [{ path, etag: await etagOf(path) }] });
    expect((await put(signed, announced)).status).toBe(200);
    expect(await contentOf(path)).toEqual(announced);
  });

  it('decides no header of the download', async () => {
    const path = 'holder/encoded.html';
    const stored = {
      'content-encoding': 'gzip',
      'content-language': 'x-evil',
      'content-disposition': 'inline',
      'cache-control': 'public, max-age=31536000',
      expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
    };
    const signed = await presignPut(api, { path, bytes: announced, contentType: 'text/html' });
    expect((await put(signed, announced, stored)).status).toBe(200);
    const { headers } = await fetch((await presignGet(api, path)).url);
    const answered = Object.keys(stored).map((name) => [name, headers.get(name)]);
    expect(Object.fromEntries(answered)).toEqual({
      'content-encoding': 'identity',
      'content-language': 'und',
      'content-disposition': `attachment; filename="encoded.html"; filename*=UTF-8''encoded.html`,
      'cache-control': 'private, no-store',
      expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
    });
  });
});
