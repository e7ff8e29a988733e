import { createHash } from 'node:crypto';

import { succeeded } from './case.ts';
import type { Client, Request, Response } from './client.ts';

/** The least size of a part that is not the last. */
export const minPartBytes = 5 * 1024 * 1024;

export type Headers = Readonly<Record<string, string>>;

/** Starts an upload and returns its id. */
export async function start(client: Client, key: string, headers: Headers = {}, more: Partial<Request> = {}) {
  const response = await client.send({ method: 'POST', key, query: { uploads: '' }, headers, auth: 'header', ...more });
  succeeded(response);
  return response.element('UploadId');
}

export interface PartRequest extends Partial<Request> {
  readonly uploadId: string;
  readonly number: number | string;
  readonly body: string | Uint8Array;
}

export function sendPart(
  client: Client,
  key: string,
  { uploadId, number, ...request }: PartRequest,
): Promise<Response> {
  return client.send({ method: 'PUT', key, query: { partNumber: String(number), uploadId }, ...request });
}

/** Sends a part and returns the line that Complete needs for it. */
export async function part(client: Client, key: string, request: PartRequest): Promise<PartLine> {
  const response = await sendPart(client, key, request);
  succeeded(response);
  return { number: request.number, etag: response.headers.etag ?? '' };
}

export interface PartLine {
  readonly number: number | string;
  readonly etag: string;
  /** The element with the checksum: `<ChecksumSHA256>…</ChecksumSHA256>`. */
  readonly checksum?: string;
}

export const completion = (lines: readonly PartLine[]): string =>
  `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${lines
    .map(
      ({ number, etag, checksum = '' }) =>
        `<Part><PartNumber>${number}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag>${checksum}</Part>`,
    )
    .join('')}</CompleteMultipartUpload>`;

export function complete(
  client: Client,
  key: string,
  uploadId: string,
  lines: readonly PartLine[],
  headers: Headers = {},
  more: Partial<Request> = {},
): Promise<Response> {
  const body = completion(lines);
  return client.send({ method: 'POST', key, query: { uploadId }, body, headers, auth: 'header', ...more });
}

export const abort = (client: Client, key: string, uploadId: string): Promise<Response> =>
  client.send({ method: 'DELETE', key, query: { uploadId } });

export const listParts = (
  client: Client,
  key: string,
  uploadId: string,
  query: Headers = {},
  versioned = false,
): Promise<Response> => client.send({ method: 'GET', key, query: { uploadId, ...query }, versioned });

/** Returns the text of every such element. */
export const all = ({ text }: Response, element: string): string[] =>
  [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, found = '']) => found);

export const etagOfParts = (bodies: readonly (string | Uint8Array)[]): string => {
  const md5 = createHash('md5');
  for (const body of bodies) md5.update(createHash('md5').update(body).digest());
  return `"${md5.digest('hex')}-${bodies.length}"`;
};
