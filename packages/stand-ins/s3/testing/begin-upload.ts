import { request } from 'node:http';

import type { Client, Request as Unsigned } from './client.ts';

/** Begins a PUT of `announced` bytes and sends only `sent` bytes of it. Returns the open request. */
export async function beginUpload(
  client: Client,
  key: string,
  announced: number,
  sent: number,
  query: Unsigned['query'] = {},
) {
  const signed = client.sign({ method: 'PUT', key, query, headers: { 'content-length': String(announced) } });
  const { hostname, port } = new URL(client.target.url);
  const outgoing = request({ hostname, port, method: 'PUT', path: signed.path, headers: signed.headers });
  outgoing.on('error', () => undefined);
  await new Promise<void>((resolve) => outgoing.write(Buffer.alloc(sent, 'x'), () => resolve()));
  return outgoing;
}
