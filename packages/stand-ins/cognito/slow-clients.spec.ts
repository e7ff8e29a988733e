import { once } from 'node:events';
import { connect } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { PoolFixture } from './testing/pool-fixture.ts';

/** Far longer than the pool waits, and shorter than a test may take. */
const longestMs = 10_000;

let pool: PoolFixture;
beforeEach(async () => {
  pool = await PoolFixture.start({ patienceMs: 200 });
});
afterEach(() => pool.stop());

/** Sends the beginning of a request and then nothing. Returns what came back before the pool closed the connection. */
async function sendHalf(beginning: string): Promise<string> {
  const socket = connect(pool.cognito.port, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.write(beginning);
  await once(socket, 'close', { signal: AbortSignal.timeout(longestMs) }).finally(() => socket.destroy());
  return Buffer.concat(parts).toString();
}

describe('a client that stops half-way', () => {
  const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n';

  it.each([
    ['in the headers', head],
    [
      'in the body',
      `${head}X-Amz-Target: AWSCognitoIdentityProviderService.GetUser\r\nContent-Length: 100\r\n\r\n{"Acc`,
    ],
  ])('%s is let go, and holds nobody up', async (_name, beginning) => {
    const stopped = Array.from({ length: 20 }, () => sendHalf(beginning));
    expect((await pool.call('GetUser', { AccessToken: 'abc' })).json.message).toBe('Invalid Access Token');
    for (const answer of await Promise.all(stopped)) expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
    expect((await pool.call('GetUser', { AccessToken: 'abc' })).status).toBe(400);
  });
});
