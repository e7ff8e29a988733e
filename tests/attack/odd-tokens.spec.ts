import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { callOperation, goodInput, operationNamed } from './api.ts';
import { claimsOf } from './forged-tokens.ts';
import { eventOf, loadLambdas, type Lambda } from './lambda.ts';
import { raw } from './request.ts';
import { openWorld, type World } from './world.ts';

/** The key of somebody who has a server for it. */
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...theirs.publicKey.export({ format: 'jwk' }), kid: 'theirs', alg: 'RS256', use: 'sig' };
const listFiles = operationNamed('list-files');
let world: World;
let lambda: Lambda;
/** The server gives their key to whoever asks, and notes that it was asked. */
let listener: Server;
let asked: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  lambda = (await loadLambdas(world, [listFiles])).get(listFiles.name)!;
  listener = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
}, 120_000);
beforeEach(() => void (asked = []));
afterAll(async () => {
  listener.close();
  await world.close();
});

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Returns a token of the owner that is signed with their key, and that says where this key is. */
function tokenBy(header: object, claims: object = {}): string {
  const content = `${encoded({ alg: 'RS256', kid: 'theirs', ...header })}.${encoded({ ...claimsOf(world.owner.accessToken), ...claims })}`;
  return `${content}.${sign('sha256', Buffer.from(content), theirs.privateKey).toString('base64url')}`;
}

const addresses: readonly (readonly [string, (at: string) => string])[] = [
  ['in jku', (at) => tokenBy({ jku: `${at}/keys.json` })],
  ['in jku, under the pool’s key id', (at) => tokenBy({ jku: `${at}/keys.json`, kid: world.poolKey.kid })],
  ['in x5u', (at) => tokenBy({ x5u: `${at}/chain.pem` })],
  ['in jku, and the key itself in jwk', (at) => tokenBy({ jku: `${at}/keys.json`, jwk })],
  ['as the issuer', (at) => tokenBy({}, { iss: at })],
  ['as the key id', (at) => tokenBy({ kid: `${at}/keys.json` })],
];
const their = (): string => `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;

describe('a server that a token names', () => {
  it.each(addresses)('%s is never asked for the key by the gateway', async (_, tokenFor) => {
    const token = tokenFor(their());
    const { status } = await callOperation({ apiUrl: world.apiUrl, token }, listFiles, goodInput(listFiles));
    expect({ status, asked }).toEqual({ status: 401, asked: [] });
  });

  it.each(addresses)('%s is never asked for the key by a function', async (_, tokenFor) => {
    const { status } = await lambda(eventOf(listFiles, goodInput(listFiles), { token: tokenFor(their()) }));
    expect({ status, asked }).toEqual({ status: 401, asked: [] });
  });
});

describe('a token', () => {
  const list = (tokens: readonly string[], url = world.apiUrl) =>
    raw({ method: 'GET', url: `${url}/files`, headers: tokens.map((it) => ['authorization', `Bearer ${it}`]) });

  it.each([11, 16, 32])('of %d kB is refused before it is read, and the next request is answered', async (kB) => {
    const { status } = await list([`${'a'.repeat(kB * 1024)}.b.c`]);
    expect(status).toBe(413);
    expect((await list([world.owner.accessToken])).status).toBe(200);
  });

  it.each([16, 32, 1024])('of %d kB is refused by a function in less than a second', async (kB) => {
    const began = performance.now();
    const { status } = await lambda(
      eventOf(listFiles, goodInput(listFiles), { token: `${'a'.repeat(kB * 1024)}.b.c` }),
    );
    expect(status).toBe(401);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('beside a second one counts as none, be both of them good', async () => {
    const { owner, stranger } = world;
    const pairs = [
      [owner.accessToken, stranger.accessToken],
      [owner.accessToken, owner.accessToken],
      [owner.accessToken, 'a.b.c'],
      ['a.b.c', owner.accessToken],
    ];
    const urls = [world.apiUrl, `${world.running.stack.webUrl.replace('localhost', '127.0.0.1')}/api`];
    const answers = await Promise.all(urls.flatMap((url) => pairs.map((pair) => list(pair, url))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
  });
});
