import { randomBytes } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startFixture, type GatewayFixture } from './testing/gateway-fixture.ts';

let fixture: GatewayFixture;

beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.close());

/** The least size of an answer that the template has compressed. */
const leastBytes = 4096;

async function answered(bytes: number, accepted: string, headers = '{}') {
  fixture.listFilesIs(`return { statusCode: 200, headers: ${headers}, body: 'é' + 'x'.repeat(${bytes - 2}) }`);
  const response = await fixture.call('GET', '/files', { headers: { 'accept-encoding': accepted } });
  const body = Buffer.from(await response.arrayBuffer());
  return {
    coding: response.headers.get('content-encoding'),
    sent: Number(response.headers.get('content-length')),
    body,
  };
}

describe("a function's answer", () => {
  it.each([
    ['gzip, deflate, br, zstd', 'gzip'],
    ['deflate,gzip', 'deflate'],
    ['deflate;q=0.5,gzip;q=1.0', 'gzip'],
    ['gzip;q=1.0, identity; q=0.5, *;q=0', 'gzip'],
    ['GZIP', 'gzip'],
  ])('is compressed for a caller who accepts %j', async (accepted, coding) => {
    const answer = await answered(leastBytes, accepted);
    expect(answer).toMatchObject({ coding, body: Buffer.from(`é${'x'.repeat(leastBytes - 2)}`) });
    expect(answer.sent).toBeLessThan(200);
  });

  it.each(['br, gzip', 'identity', '*', 'gzip;q=0', 'gzip;q=0.5, br'])(
    'is sent as it is to a caller who accepts %j',
    async (accepted) => {
      expect(await answered(leastBytes, accepted)).toMatchObject({ coding: null, sent: leastBytes });
    },
  );

  it('is sent as it is below the size that the template says', async () => {
    expect(await answered(leastBytes - 1, 'gzip')).toMatchObject({ coding: null, sent: leastBytes - 1 });
  });

  it('is not compressed twice', async () => {
    const answer = await answered(leastBytes, 'gzip', `{ 'content-encoding': 'identity' }`);
    expect(answer).toMatchObject({ coding: 'identity', sent: leastBytes });
  });
});

describe('a request body', () => {
  const text = JSON.stringify({ path: 'ü.txt' });

  async function received(coding: string, body: Uint8Array<ArrayBuffer>) {
    fixture.presignPutIs(`return { statusCode: 200, body: JSON.stringify(event) }`);
    const response = await fixture.call('POST', '/files/presign-put', {
      headers: { 'content-encoding': coding },
      body: new Blob([Uint8Array.from(body)]).stream(),
      duplex: 'half',
    });
    return { status: response.status, type: response.headers.get('x-amzn-errortype'), answer: await response.json() };
  }

  it.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['identity', Buffer.from(text)],
  ])('in %s reaches the function unpacked, and says what it was in', async (coding, body) => {
    const { answer } = await received(coding, body);
    expect(answer).toMatchObject({ body: text, isBase64Encoded: false, headers: { 'content-encoding': coding } });
  });

  it.each([
    ['a coding that API Gateway does not have', 'br', Buffer.from(text)],
    ['another coding than it says', 'gzip', Buffer.from(text)],
    ['half of what was packed', 'gzip', gzipSync(randomBytes(1000)).subarray(0, 500)],
  ])('in %s is refused', async (_, coding, body) => {
    const message = { message: 'Unsupported Media Type' };
    expect(await received(coding, body)).toEqual({ status: 415, type: 'BadRequestException', answer: message });
  });

  it('that unpacks to more than 10 MB is refused before it fills the memory', async () => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024 + 1));
    expect(bomb.length).toBeLessThan(20_000);
    expect(await received('gzip', bomb)).toMatchObject({ status: 413, answer: { message: 'Request Too Long' } });
  });
});
