import { presignGetAnswer, presignPutAnswer, type PresignGetAnswer, type PresignPutAnswer } from '@airlock/contract';
import { createCRC64 } from 'hash-wasm';
import * as v from 'valibot';

/** A user of the API. The functions below call the API with plain fetch and send bytes with its answers. */
export interface Api {
  readonly url: string;
  readonly accessToken: string;
}

export interface FileToSend {
  readonly path: string;
  readonly bytes: Buffer;
  readonly contentType?: string;
  readonly replaces?: string;
}

export async function call(api: Api, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${api.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${api.accessToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

export async function presignPut(api: Api, { path, bytes, contentType = 'text/plain', replaces }: FileToSend) {
  const asked = { path, sizeBytes: bytes.length, contentType, crc64nvme: await crc64nvme(bytes), replaces };
  const answer = await call(api, 'POST', '/files/presign-put', asked);
  return v.parse(presignPutAnswer, await answer.json());
}

export async function presignGet(api: Api, path: string): Promise<PresignGetAnswer> {
  const answer = await call(api, 'POST', '/files/presign-get', { path });
  return v.parse(presignGetAnswer, await answer.json());
}

/** Sends the bytes. A browser, and fetch, set content-length from the body and host from the URL. */
export function put({ url, headers }: PresignPutAnswer, bytes: Buffer, changed: Record<string, string> = {}) {
  const own = Object.entries(headers).filter(([name]) => name !== 'content-length' && name !== 'host');
  return fetch(url, {
    method: 'PUT',
    headers: { ...Object.fromEntries(own), ...changed },
    body: new Uint8Array(bytes),
  });
}

export async function crc64nvme(bytes: Buffer): Promise<string> {
  const hash = await createCRC64('9a6c9329ac4bc9b5');
  return Buffer.from(hash.init().update(bytes).digest('binary')).toString('base64');
}

/** Returns the `<Code>` of an S3 error. */
export const codeOf = async (response: Response): Promise<string | undefined> =>
  /<Code>([^<]+)<\/Code>/.exec(await response.text())?.[1];
