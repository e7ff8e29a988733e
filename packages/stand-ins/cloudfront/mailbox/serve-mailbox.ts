import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

import type { Mails } from './mail.ts';

/** The path of the page. No route of the app begins like it, and only this local site serves it. */
export const mailboxPath = '/_local/mailbox';

const file = (name: string, contentType: string) => ({
  contentType,
  body: () => readFileSync(join(import.meta.dirname, name)),
});

const files: Readonly<Record<string, { readonly contentType: string; readonly body: () => Buffer }>> = {
  [mailboxPath]: file('mailbox.html', 'text/html; charset=utf-8'),
  [`${mailboxPath}/mailbox.css`]: file('mailbox.css', 'text/css; charset=utf-8'),
  [`${mailboxPath}/mailbox.js`]: file('mailbox.js', 'text/javascript; charset=utf-8'),
};

/**
 * Serves the page that shows what the user pool would have sent. The browser gets the mails as JSON and inserts them as
 * text, so that no address can become markup. It gets them only with the key of the mailbox, which the page has from the
 * fragment of its address: other people of this machine reach this port too, and no browser sends a fragment.
 * @returns false when the request is for something else
 */
export function serveMailbox(
  mails: Mails,
  headers: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [path = ''] = (request.url ?? '').split('?');
  if (path !== mailboxPath && !path.startsWith(`${mailboxPath}/`)) return false;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('Cache-Control', 'no-store');
  const known = files[path];
  if (request.method !== 'GET') response.writeHead(405, { Allow: 'GET' }).end();
  else if (locked.has(path) && !hasKey(request, mails.key)) refuse(response);
  else if (path === `${mailboxPath}/mails`) sendJson(response, mails.list());
  else if (path === `${mailboxPath}/events`) sendEvents(response, mails);
  else if (known) response.writeHead(200, { 'Content-Type': known.contentType }).end(known.body());
  else
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is nothing at this address.');
  return true;
}

/** What has mails in it, or says when they come. */
const locked: ReadonlySet<string> = new Set([`${mailboxPath}/mails`, `${mailboxPath}/events`]);

/** Compares digests, so that the time it takes tells nothing of the key. */
function hasKey({ headers }: IncomingMessage, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${key}`));
}

function refuse(response: ServerResponse): void {
  response.writeHead(401, { 'Content-Type': 'text/plain; charset=utf-8', 'WWW-Authenticate': 'Bearer' });
  response.end('Open the mailbox by the link that the start of the local stack printed.');
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

/** Sends an event each time a mail has come. */
function sendEvents(response: ServerResponse, mails: Mails): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(': open\n\n');
  const stop = mails.listen(() => response.write('event: mail\ndata: \n\n'));
  response.on('close', stop);
}
