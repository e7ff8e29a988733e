import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startWeb, type Web } from './index.ts';
import { get, webOptions } from './testing/web-fixture.ts';

const directory = mkdtempSync(join(tmpdir(), 'airlock-slow-'));
const patienceMs = 400;
let web: Web;

beforeAll(async () => {
  writeFileSync(join(directory, 'index.html'), '<html><body>app</body></html>');
  web = await startWeb({
    ...webOptions(directory),
    patienceMs,
    api: async (request, response) => {
      await once(request.resume(), 'end');
      response.end('read');
    },
  });
});
afterAll(async () => {
  await web.close();
  rmSync(directory, { recursive: true });
});

/** Connects, sends a text and then nothing. */
async function standStill(text: string): Promise<{ readonly socket: Socket; readonly said: Promise<string> }> {
  const socket = connect(web.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const said = once(socket, 'close').then(() => Buffer.concat(chunks).toString());
  return { socket, said };
}

const host = 'Host: 127.0.0.1\r\n';

describe('clients that stand still', () => {
  it.each([
    ['in the headers', `GET / HTTP/1.1\r\n${host}X-Slow: `],
    ['in a body', `POST /api/files HTTP/1.1\r\n${host}Content-Length: 100\r\n\r\n{`],
  ])('%s hold nobody up, are told so and closed', async (_, text) => {
    const slow = await Promise.all(Array.from({ length: 100 }, () => standStill(text)));
    expect((await get(web.port, '/')).body.toString()).toContain('app');
    expect(slow.filter(({ socket }) => socket.destroyed)).toEqual([]);
    const tooLate = after(10 * patienceMs, 'is still open', { ref: false });
    const said = await Promise.all(slow.map((it) => Promise.race([it.said, tooLate])));
    expect(new Set(said.map((it) => it.split('\r\n')[0]))).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
  });
});
