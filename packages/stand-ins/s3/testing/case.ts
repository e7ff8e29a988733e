import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import type { Client, Response } from './client.ts';

/** One thing that AWS documents. `run` throws an AssertionError when the server behaves differently. */
export interface Case {
  readonly name: string;
  readonly run: (client: Client) => Promise<void>;
}

/** Returns a key that no other case and no earlier run has used. */
export const freshKey = (rest = 'file.txt'): string => `${randomBytes(6).toString('hex')}/${rest}`;

export function refused(response: Response, status: number, code: string): void {
  assert.deepEqual([response.status, response.code], [status, code], response.text);
}

export function succeeded(response: Response, status = 200): void {
  assert.equal(response.status, status, response.text);
}

/** Puts an object without conditions and returns its ETag. */
export async function stored(client: Client, key: string, body = 'hello', headers: Record<string, string> = {}) {
  const response = await client.send({ method: 'PUT', key, body, headers });
  succeeded(response);
  return response.headers.etag ?? '';
}

/** Throws unless nothing is stored under the key. */
export async function absent(client: Client, key: string): Promise<void> {
  refused(await client.send({ method: 'GET', key }), 404, 'NoSuchKey');
}

export async function holds(client: Client, key: string, body: string): Promise<void> {
  const response = await client.send({ method: 'GET', key });
  assert.deepEqual([response.status, response.text], [200, body]);
}
