import { once } from 'node:events';
import {
  createServer,
  request as send,
  Agent,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { canned, type Fault } from './fault.ts';
import { FaultProxy } from './fault-proxy.ts';
import { nth } from './rule.ts';

/** What the server behind the proxy received of one request. */
interface Heard {
  readonly url: string;
  readonly host: string | undefined;
  body: Buffer;
  isWhole: boolean;
}

const body = Buffer.alloc(300_000, 'a line of text that is repeated; ');
let server: Server;
let heard: Heard[];
let proxy: FaultProxy;
const agent = new Agent({ keepAlive: false });

beforeEach(async () => {
  heard = [];
  server = createServer((request, response) => {
    const entry: Heard = { url: request.url ?? '', host: request.headers.host, body: Buffer.alloc(0), isWhole: false };
    heard.push(entry);
    request.on('data', (chunk: Buffer) => (entry.body = Buffer.concat([entry.body, chunk])));
    request.on('error', () => undefined);
    request.on('end', () => {
      entry.isWhole = request.complete;
      response.writeHead(200, { 'X-From': 'server', 'Content-Length': body.length }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await FaultProxy.start();
  proxy.upstreamPort = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Got {
  readonly status?: number;
  readonly headers?: IncomingMessage['headers'];
  readonly body?: Buffer;
  /** Node's code of the failure. */
  readonly error?: string;
}

/** Sends `body` and returns what came back. */
async function put(path = '/file', origin?: string): Promise<Got> {
  const headers = { 'Content-Length': body.length, ...(origin !== undefined && { Origin: origin }) };
  const outgoing = send({ host: '127.0.0.1', port: proxy.port, path, method: 'PUT', headers, agent });
  outgoing.end(body);
  return new Promise((resolve) => {
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message }));
    outgoing.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      const got = { status: answer.statusCode ?? 0, headers: answer.headers };
      answer.on('end', () => resolve({ ...got, body: Buffer.concat(chunks) }));
      answer.on('error', (error: NodeJS.ErrnoException) => {
        resolve({ ...got, body: Buffer.concat(chunks), error: error.code ?? error.message });
      });
    });
  });
}

const withFault = (fault: Fault): Promise<Got> => {
  proxy.always(() => true, fault);
  return put();
};

const lastExchange = () => proxy.exchanges.at(-1);

test('without a rule everything passes unchanged and is recorded', async () => {
  const got = await put('/bucket/key?partNumber=3&x=%2F');
  expect(got.body?.equals(body)).toBe(true);
  expect(got.headers).toMatchObject({ 'x-from': 'server' });
  expect(heard).toMatchObject([{ url: '/bucket/key?partNumber=3&x=%2F', host: `127.0.0.1:${proxy.port}` }]);
  expect(heard[0]?.body.equals(body)).toBe(true);
  expect(lastExchange()).toMatchObject({
    ...{ number: 1, method: 'PUT', path: '/bucket/key', requestBytes: body.length, status: 200, isDelivered: true },
  });
  expect(lastExchange()?.query.get('partNumber')).toBe('3');
});

describe('faults', () => {
  test.each(['rst', 'fin'] as const)('refuse (%s): the server hears nothing', async (by) => {
    expect((await withFault({ kind: 'refuse', by })).error).toBe('ECONNRESET');
    expect(heard).toEqual([]);
    expect(lastExchange()).toMatchObject({ fault: 'refuse', status: undefined, isDelivered: false });
  });

  test.each(['rst', 'fin'] as const)('cut (%s) in the request: so many bytes reach the server', async (by) => {
    const broke = new Promise((resolve) => server.once('request', (request) => request.once('close', resolve)));
    const got = await withFault({ kind: 'cut', side: 'request', afterBytes: 100_000, by });
    expect(got.status).toBeUndefined();
    expect(['ECONNRESET', 'EPIPE']).toContain(got.error);
    await broke;
    expect(heard).toMatchObject([{ isWhole: false }]);
    expect(heard[0]?.body.length).toBe(100_000);
  });

  test('cut (fin) in the answer: so many bytes arrive', async () => {
    const got = await withFault({ kind: 'cut', side: 'answer', afterBytes: 1000, by: 'fin' });
    expect(got).toMatchObject({ status: 200, error: 'ECONNRESET' });
    expect(got.body?.length).toBe(1000);
    expect(heard).toMatchObject([{ isWhole: true }]);
    expect(lastExchange()?.isDelivered).toBe(false);
  });

  test('cut (rst) in the answer: no more than so many bytes arrive', async () => {
    // A reset also drops what lies unread at the client.
    const got = await withFault({ kind: 'cut', side: 'answer', afterBytes: 1000, by: 'rst' });
    expect(got.error).toBe('ECONNRESET');
    expect([0, 1000]).toContain(got.body?.length ?? 0);
    expect(heard).toMatchObject([{ isWhole: true }]);
    expect(lastExchange()?.isDelivered).toBe(false);
  });

  test('lose-answer: the server has acted, the client has nothing', async () => {
    expect(await withFault({ kind: 'lose-answer', by: 'fin' })).toEqual({ error: 'ECONNRESET' });
    expect(heard).toMatchObject([{ isWhole: true }]);
    expect(lastExchange()).toMatchObject({ status: undefined, isDelivered: false });
  });

  test('hang: so many bytes pass, then nothing until the client gives up', async () => {
    proxy.always(() => true, { kind: 'hang', afterBytes: 50_000 });
    const headers = { 'Content-Length': body.length };
    const outgoing = send({ host: '127.0.0.1', port: proxy.port, path: '/', method: 'PUT', headers });
    const failed = once(outgoing, 'error');
    outgoing.end(body);
    const [request] = (await once(server, 'request')) as [IncomingMessage];
    while ((heard[0]?.body.length ?? 0) < 50_000) await once(request, 'data');
    const gone = new Promise((resolve) => request.once('close', resolve));
    outgoing.destroy(new Error('gave up'));
    await Promise.all([failed, gone]);
    expect(heard[0]?.body.length).toBe(50_000);
    expect(lastExchange()?.status).toBeUndefined();
  });

  test('answer: the body is taken, the server hears nothing, a page may read it or not', async () => {
    const readable = canned.s3Error(503, 'SlowDown');
    proxy.add({ where: () => true, which: nth(1), fault: { kind: 'answer', with: readable } });
    proxy.add({ where: () => true, which: nth(2), fault: { kind: 'answer', with: { ...readable, cors: false } } });
    const first = await put('/', 'http://localhost:1');
    const second = await put('/', 'http://localhost:1');
    expect(first).toMatchObject({ status: 503, headers: { 'access-control-allow-origin': 'http://localhost:1' } });
    expect(String(first.body)).toContain('<Code>SlowDown</Code>');
    expect(second.status).toBe(503);
    expect(second.headers).not.toHaveProperty('access-control-allow-origin');
    expect(heard).toEqual([]);
  });

  test('answer after something: it waits although the whole request is there', async () => {
    let letGo = (): void => undefined;
    const after = new Promise<void>((resolve) => (letGo = resolve));
    const rule = proxy.always(() => true, { kind: 'answer', with: canned.gateway(401, 'expired'), after });
    const got = put();
    await rule.hit();
    while (lastExchange()?.requestBytes !== body.length) await nextTurn();
    for (let turns = 0; turns < 20; turns += 1) await nextTurn();
    expect(lastExchange()).toMatchObject({ fault: 'answer', status: undefined });
    letGo();
    expect((await got).status).toBe(401);
  });

  test('replace-answer: the server has acted, the client hears something else', async () => {
    const got = await withFault({ kind: 'replace-answer', with: canned.gateway(504, 'Endpoint request timed out') });
    expect(got.status).toBe(504);
    expect(heard).toMatchObject([{ isWhole: true }]);
  });

  test('wrong-checksum: the server has acted, and the client hears another checksum', async () => {
    const xml = Buffer.from('<a><ChecksumCRC64NVME>rosUhgp5mIg=</ChecksumCRC64NVME></a>');
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      request.resume();
      response.writeHead(200, { 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=', 'Content-Length': xml.length }).end(xml);
    });
    const got = await withFault({ kind: 'wrong-checksum' });
    expect(got.headers).toMatchObject({ 'x-amz-checksum-crc64nvme': 'WrongWrong0=' });
    expect(String(got.body)).toBe('<a><ChecksumCRC64NVME>WrongWrong0=</ChecksumCRC64NVME></a>');
  });

  test('hold-answer: it waits until it is let go', async () => {
    let release = (): void => undefined;
    proxy.always(() => true, { kind: 'hold-answer', until: new Promise((resolve) => (release = resolve)) });
    const got = put();
    await once(server, 'request');
    expect(lastExchange()?.status).toBeUndefined();
    release();
    expect((await got).status).toBe(200);
  });

  test('flip: one bit of one byte, in the request and in the answer', async () => {
    proxy.add({ where: () => true, which: nth(1), fault: { kind: 'flip', side: 'request', atByte: 200_001 } });
    proxy.add({ where: () => true, which: nth(2), fault: { kind: 'flip', side: 'answer', atByte: 7 } });
    await put();
    const got = await put();
    expect(differences(heard[0]?.body)).toEqual([200_001]);
    expect(differences(heard[1]?.body)).toEqual([]);
    expect(differences(got.body)).toEqual([7]);
  });

  test('limit: the bytes take their time, and all arrive', async () => {
    const started = performance.now();
    const got = await withFault({ kind: 'limit', side: 'request', bytesPerSecond: 1_000_000 });
    expect(performance.now() - started).toBeGreaterThan(250);
    expect(got.status).toBe(200);
    expect(heard[0]?.body.equals(body)).toBe(true);
  });

  test('delay: the request waits, then passes', async () => {
    const started = performance.now();
    expect((await withFault({ kind: 'delay', ms: 60 })).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(55);
  });
});

function differences(other: Buffer | undefined): number[] {
  if (other?.length !== body.length) throw new Error('Another length.');
  return [...body.keys()].filter((index) => body[index] !== other[index]);
}

test('rules select by what a request is and by its occurrence, and say when they have hit', async () => {
  const rule = proxy.add({
    where: ({ method, query }) => method === 'PUT' && query.has('partNumber'),
    which: nth(2, 3),
    fault: { kind: 'answer', with: canned.s3Error(500, 'InternalError') },
  });
  const statuses: (number | undefined)[] = [];
  for (const path of ['/a', '/a?partNumber=1', '/a?partNumber=2', '/b', '/a?partNumber=3', '/a?partNumber=4']) {
    statuses.push((await put(path)).status);
  }
  expect(statuses).toEqual([200, 200, 500, 200, 500, 200]);
  await rule.hit(2);
  expect(rule.hits()).toBe(2);
  rule.remove();
  expect((await put('/a?partNumber=2')).status).toBe(200);
});

test('down: connections are refused, and taken again when it is up', async () => {
  await put();
  await proxy.down();
  expect((await put()).error).toBe('ECONNREFUSED');
  await proxy.up();
  expect((await put()).status).toBe(200);
});
