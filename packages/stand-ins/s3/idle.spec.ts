import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { freshKey, holds } from './testing/case.ts';
import { Client } from './testing/client.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';
import { answerBrokenRequests } from './idle.ts';

const idleMs = 1000;
jest.setTimeout(30_000);

describe('a connection', () => {
  let standIn: StandIn;
  let client: Client;
  let sockets: Socket[];
  /** The number of requests that the server has finished. */
  let ended: number;
  beforeEach(async () => {
    ended = 0;
    standIn = await startStandIn({ idleMs, record: () => (ended += 1) });
    client = new Client(standIn.target);
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await standIn.close();
  });

  async function open(): Promise<Socket> {
    const socket = connect(Number(new URL(standIn.target.url).port), '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  }

  /** Returns everything that arrives until the server closes the connection. */
  async function answerOf(socket: Socket): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  function head(method: string, key: string, sizeBytes: number): string {
    const signed = client.sign({ method, key });
    const headers = { ...signed.headers, 'content-length': String(sizeBytes) };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${signed.path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  }

  it('whose body stands still is told so and closed, and nothing is stored', async () => {
    const key = freshKey();
    const socket = await open();
    socket.write(`${head('PUT', key, 10)}half`);
    const answer = await answerOf(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('<Code>RequestTimeout</Code>');
    expect((await client.send({ method: 'GET', key })).code).toBe('NoSuchKey');
  });

  it('whose body in signed pieces stands still is told so too', async () => {
    const key = freshKey();
    const signed = client.sign({
      method: 'PUT',
      key,
      auth: 'header',
      payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      headers: {
        'x-amz-decoded-content-length': '10',
        'x-amz-trailer': 'x-amz-checksum-crc32',
        'content-length': '99',
      },
    });
    const lines = Object.entries(signed.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = await open();
    socket.write(`PUT ${signed.path} HTTP/1.1\r\n${lines.join('')}\r\na\r\nhalf`);
    expect(await answerOf(socket)).toContain('<Code>RequestTimeout</Code>');
  });

  it('that is slow but moves may take longer than the limit', async () => {
    const key = freshKey();
    const body = 'slow and steady';
    const start = performance.now();
    const socket = await open();
    socket.write(head('PUT', key, body.length));
    let sent = 0;
    const drip = setInterval(() => {
      socket.write(body.charAt(sent));
      sent += 1;
      if (sent === body.length) clearInterval(drip);
    }, idleMs / 10);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
    expect(performance.now() - start).toBeGreaterThan(idleMs);
    await holds(client, key, body);
  });

  it('whose headers do not end is closed', async () => {
    const socket = await open();
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n');
    expect(await answerOf(socket)).not.toContain(' 200 ');
  });

  it('whose headers come byte by byte is closed', async () => {
    const socket = await open();
    socket.write('GET / HTTP/1.1\r\nhost: ');
    const drip = setInterval(() => socket.write('a'), idleMs / 10);
    const answer = await answerOf(socket);
    clearInterval(drip);
    expect(answer).toContain('<Code>RequestTimeout</Code>');
  });

  it('that sends nothing is closed without an answer', async () => {
    expect(await answerOf(await open())).toBe('');
  });

  it('that sends nothing is closed without an answer by the limit of the headers too', async () => {
    const server = createServer({ headersTimeout: 100, connectionsCheckingInterval: 25 });
    answerBrokenRequests(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const answer = await answerOf(socket);
    server.close();
    expect(answer).toBe('');
  });

  it('with headers of more than 16 KiB is refused', async () => {
    const socket = await open();
    socket.write(`GET / HTTP/1.1\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(await answerOf(socket)).toContain('<Code>RequestHeaderSectionTooLarge</Code>');
  });

  it('whose client stops reading is closed', async () => {
    const key = freshKey();
    const size = 32 * 1024 * 1024;
    await client.send({ method: 'PUT', key, body: Buffer.alloc(size) });
    const socket = await open();
    socket.write(head('GET', key, 0));
    await once(socket, 'readable');
    await standIn.settled(() => ended === 2);
    socket.on('error', () => undefined);
    let received = 0;
    socket.on('data', (bytes: Buffer) => (received += bytes.length));
    await once(socket, 'close');
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(size);
  });
});
