import { once } from 'node:events';
import { request as send, type IncomingMessage } from 'node:http';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { canned } from './fault.ts';
import { body, ProxiedServer } from './proxied-server.ts';
import { nth } from './rule.ts';

let site: ProxiedServer;
beforeEach(async () => {
  site = await ProxiedServer.start();
});
afterEach(() => site.close());

test('without a rule everything passes unchanged and is recorded', async () => {
  const got = await site.put('/bucket/key?partNumber=3&x=%2F');
  expect(got.body?.equals(body)).toBe(true);
  expect(got.headers).toMatchObject({ 'x-from': 'server' });
  expect(site.heard).toMatchObject([{ url: '/bucket/key?partNumber=3&x=%2F', host: `127.0.0.1:${site.proxy.port}` }]);
  expect(site.heard[0]?.body.equals(body)).toBe(true);
  expect(site.lastExchange()).toMatchObject({
    ...{ number: 1, method: 'PUT', path: '/bucket/key', requestBytes: body.length, status: 200, isDelivered: true },
  });
  expect(site.lastExchange()?.query.get('partNumber')).toBe('3');
});

describe('faults of a connection', () => {
  test.each(['rst', 'fin'] as const)('refuse (%s): the server hears nothing', async (by) => {
    expect((await site.withFault({ kind: 'refuse', by })).error).toBe('ECONNRESET');
    expect(site.heard).toEqual([]);
    expect(site.lastExchange()).toMatchObject({ fault: 'refuse', status: undefined, isDelivered: false });
  });

  test.each(['rst', 'fin'] as const)('cut (%s) in the request: so many bytes reach the server', async (by) => {
    const broke = new Promise((resolve) => site.server.once('request', (request) => request.once('close', resolve)));
    const got = await site.withFault({ kind: 'cut', side: 'request', afterBytes: 100_000, by });
    expect(got.status).toBeUndefined();
    expect(['ECONNRESET', 'EPIPE']).toContain(got.error);
    await broke;
    expect(site.heard).toMatchObject([{ isWhole: false }]);
    expect(site.heard[0]?.body.length).toBe(100_000);
  });

  test('cut (fin) in the answer: so many bytes arrive', async () => {
    const got = await site.withFault({ kind: 'cut', side: 'answer', afterBytes: 1000, by: 'fin' });
    expect(got).toMatchObject({ status: 200, error: 'ECONNRESET' });
    expect(got.body?.length).toBe(1000);
    expect(site.heard).toMatchObject([{ isWhole: true }]);
    expect(site.lastExchange()?.isDelivered).toBe(false);
  });

  test('cut (rst) in the answer: no more than so many bytes arrive', async () => {
    // A reset also drops what lies unread at the client.
    const got = await site.withFault({ kind: 'cut', side: 'answer', afterBytes: 1000, by: 'rst' });
    expect(got.error).toBe('ECONNRESET');
    expect([0, 1000]).toContain(got.body?.length ?? 0);
    expect(site.heard).toMatchObject([{ isWhole: true }]);
    expect(site.lastExchange()?.isDelivered).toBe(false);
  });

  test('lose-answer: the server has acted, the client has nothing', async () => {
    expect(await site.withFault({ kind: 'lose-answer', by: 'fin' })).toEqual({ error: 'ECONNRESET' });
    expect(site.heard).toMatchObject([{ isWhole: true }]);
    expect(site.lastExchange()).toMatchObject({ status: undefined, isDelivered: false });
  });

  test('hang: so many bytes pass, then nothing until the client gives up', async () => {
    site.proxy.always(() => true, { kind: 'hang', afterBytes: 50_000 });
    const headers = { 'Content-Length': body.length };
    const outgoing = send({ host: '127.0.0.1', port: site.proxy.port, path: '/', method: 'PUT', headers });
    const failed = once(outgoing, 'error');
    outgoing.end(body);
    const [request] = (await once(site.server, 'request')) as [IncomingMessage];
    while ((site.heard[0]?.body.length ?? 0) < 50_000) await once(request, 'data');
    const gone = new Promise((resolve) => request.once('close', resolve));
    outgoing.destroy(new Error('gave up'));
    await Promise.all([failed, gone]);
    expect(site.heard[0]?.body.length).toBe(50_000);
    expect(site.lastExchange()?.status).toBeUndefined();
  });
});

test('rules select by what a request is and by its occurrence, and say when they have hit', async () => {
  const rule = site.proxy.add({
    where: ({ method, query }) => method === 'PUT' && query.has('partNumber'),
    which: nth(2, 3),
    fault: { kind: 'answer', with: canned.s3Error(500, 'InternalError') },
  });
  const statuses: (number | undefined)[] = [];
  for (const path of ['/a', '/a?partNumber=1', '/a?partNumber=2', '/b', '/a?partNumber=3', '/a?partNumber=4']) {
    statuses.push((await site.put(path)).status);
  }
  expect(statuses).toEqual([200, 200, 500, 200, 500, 200]);
  await rule.hit(2);
  expect(rule.hits()).toBe(2);
  rule.remove();
  expect((await site.put('/a?partNumber=2')).status).toBe(200);
});

test('down: connections are refused, and taken again when it is up', async () => {
  await site.put();
  await site.proxy.down();
  expect((await site.put()).error).toBe('ECONNREFUSED');
  await site.proxy.up();
  expect((await site.put()).status).toBe(200);
});
