import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { canned } from './fault.ts';
import { body, ProxiedServer } from './proxied-server.ts';
import { nth } from './rule.ts';

let site: ProxiedServer;
beforeEach(async () => {
  site = await ProxiedServer.start();
});
afterEach(() => site.close());

describe('faults of an answer', () => {
  test('answer: the body is taken, the server hears nothing, a page may read it or not', async () => {
    const readable = canned.s3Error(503, 'SlowDown');
    site.proxy.add({ where: () => true, which: nth(1), fault: { kind: 'answer', with: readable } });
    site.proxy.add({ where: () => true, which: nth(2), fault: { kind: 'answer', with: { ...readable, cors: false } } });
    const first = await site.put('/', 'http://localhost:1');
    const second = await site.put('/', 'http://localhost:1');
    expect(first).toMatchObject({ status: 503, headers: { 'access-control-allow-origin': 'http://localhost:1' } });
    expect(String(first.body)).toContain('<Code>SlowDown</Code>');
    expect(second.status).toBe(503);
    expect(second.headers).not.toHaveProperty('access-control-allow-origin');
    expect(site.heard).toEqual([]);
  });

  test('answer after something: it waits although the whole request is there', async () => {
    let letGo = (): void => undefined;
    const after = new Promise<void>((resolve) => (letGo = resolve));
    const rule = site.proxy.always(() => true, { kind: 'answer', with: canned.gateway(401, 'expired'), after });
    const got = site.put();
    await rule.hit();
    while (site.lastExchange()?.requestBytes !== body.length) await nextTurn();
    for (let turns = 0; turns < 20; turns += 1) await nextTurn();
    expect(site.lastExchange()).toMatchObject({ fault: 'answer', status: undefined });
    letGo();
    expect((await got).status).toBe(401);
  });

  test('replace-answer: the server has acted, the client hears something else', async () => {
    const got = await site.withFault({
      kind: 'replace-answer',
      with: canned.gateway(504, 'Endpoint request timed out'),
    });
    expect(got.status).toBe(504);
    expect(site.heard).toMatchObject([{ isWhole: true }]);
  });

  test('wrong-checksum: the server has acted, and the client hears another checksum', async () => {
    const xml = Buffer.from('<a><ChecksumCRC64NVME>rosUhgp5mIg=</ChecksumCRC64NVME></a>');
    site.server.removeAllListeners('request');
    site.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      request.resume();
      response.writeHead(200, { 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=', 'Content-Length': xml.length }).end(xml);
    });
    const got = await site.withFault({ kind: 'wrong-checksum' });
    expect(got.headers).toMatchObject({ 'x-amz-checksum-crc64nvme': 'WrongWrong0=' });
    expect(String(got.body)).toBe('<a><ChecksumCRC64NVME>WrongWrong0=</ChecksumCRC64NVME></a>');
  });

  test('hold-answer: it waits until it is let go', async () => {
    let release = (): void => undefined;
    site.proxy.always(() => true, { kind: 'hold-answer', until: new Promise((resolve) => (release = resolve)) });
    const got = site.put();
    await once(site.server, 'request');
    expect(site.lastExchange()?.status).toBeUndefined();
    release();
    expect((await got).status).toBe(200);
  });
});

describe('faults of bytes', () => {
  test('flip: one bit of one byte, in the request and in the answer', async () => {
    site.proxy.add({ where: () => true, which: nth(1), fault: { kind: 'flip', side: 'request', atByte: 200_001 } });
    site.proxy.add({ where: () => true, which: nth(2), fault: { kind: 'flip', side: 'answer', atByte: 7 } });
    await site.put();
    const got = await site.put();
    expect(differences(site.heard[0]?.body)).toEqual([200_001]);
    expect(differences(site.heard[1]?.body)).toEqual([]);
    expect(differences(got.body)).toEqual([7]);
  });

  test('limit: the bytes take their time, and all arrive', async () => {
    const started = performance.now();
    const got = await site.withFault({ kind: 'limit', side: 'request', bytesPerSecond: 1_000_000 });
    expect(performance.now() - started).toBeGreaterThan(250);
    expect(got.status).toBe(200);
    expect(site.heard[0]?.body.equals(body)).toBe(true);
  });

  test('limit until something has happened: the rest comes at once', async () => {
    const until = Promise.withResolvers<undefined>();
    const got = site.withFault({ kind: 'limit', side: 'answer', bytesPerSecond: 1, until: until.promise });
    until.resolve(undefined);
    expect((await got).body?.length).toBe(body.length);
  });

  test('delay: the request waits, then passes', async () => {
    const started = performance.now();
    expect((await site.withFault({ kind: 'delay', ms: 60 })).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(55);
  });
});

function differences(other: Buffer | undefined): number[] {
  if (other?.length !== body.length) throw new Error('Another length.');
  return [...body.keys()].filter((index) => body[index] !== other[index]);
}
