import { createServer, type Server } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { listen } from '../../listen.ts';
import type { Mail } from './mail.ts';
import { mailboxPath, serveMailbox } from './serve-mailbox.ts';

const mail: Mail = {
  ...{ id: '1', to: '<img src=x onerror=alert(1)>@example.com', subject: 'Your code', label: 'Code' },
  ...{ secret: '123456', at: '2026-11-24T12:00:00.000Z' },
};
const key = 'the-key-of-this-mailbox';
const withKey = { headers: { authorization: `Bearer ${key}` } };
let mails: Mail[];
let listeners: Set<() => void>;
let server: Server;
let base: string;

beforeEach(async () => {
  mails = [mail];
  listeners = new Set();
  const box = {
    key,
    list: () => mails,
    listen: (onChange: () => void) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
  server = createServer((request, response) => {
    if (!serveMailbox(box, { 'X-Policy': 'strict' }, request, response)) response.writeHead(299).end();
  });
  base = `http://127.0.0.1:${await listen(server, 0)}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('the mailbox', () => {
  it.each([
    ['', 'text/html; charset=utf-8'],
    ['/mailbox.css', 'text/css; charset=utf-8'],
    ['/mailbox.js', 'text/javascript; charset=utf-8'],
    ['/mails', 'application/json'],
  ])('serves %j under the same headers, and nothing of it is kept', async (path, type) => {
    const { status, headers } = await fetch(base + mailboxPath + path, withKey);
    expect([status, headers.get('content-type'), headers.get('x-policy')]).toEqual([200, type, 'strict']);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has no text of a mail in its markup', async () => {
    const page = await (await fetch(base + mailboxPath)).text();
    expect(page).not.toContain(mail.secret);
    expect(page).not.toMatch(/https?:\/\/|<script>|style=|onclick/);
    expect(await (await fetch(`${base}${mailboxPath}/mails`, withKey)).json()).toEqual([mail]);
  });

  it.each(['/mails', '/events'])('opens %s to nobody who lacks its key', async (path) => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${key}x`,
      `Bearer ${key.slice(1)}`,
      `Basic ${key}`,
      key,
    ]) {
      for (const address of [path, `${path}?key=${key}`, `${path}?authorization=Bearer%20${key}`]) {
        const refused = await fetch(base + mailboxPath + address, { headers: { authorization, cookie: `key=${key}` } });
        expect(refused.status).toBe(401);
        expect(await refused.text()).toContain('Open the mailbox by the link');
      }
    }
  });

  it('sends an event for each mail while a page listens', async () => {
    const stream = await fetch(`${base}${mailboxPath}/events`, withKey);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    listeners.forEach((tell) => tell());
    expect((await reader.read()).value).toContain('event: mail');
    await reader.cancel();
    const closed = await fetch(base + mailboxPath, { headers: { connection: 'close' } });
    await closed.text();
    expect(listeners.size).toBe(0);
  });

  it.each(['/mailbox.html', '/../serve-mailbox.ts', '/%2e%2e/index.ts', '/mails/1'])(
    'has nothing at %s',
    async (path) => {
      const { status } = await fetch(base + mailboxPath + path);
      expect([404, 299]).toContain(status);
    },
  );

  it('is read only, and answers only below its path', async () => {
    expect((await fetch(base + mailboxPath, { method: 'POST' })).status).toBe(405);
    for (const path of ['/', '/_local', '/_local/mailboxes']) expect((await fetch(base + path)).status).toBe(299);
  });
});
