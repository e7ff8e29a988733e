import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

import type { StackDescription } from '../../local/stack-file.ts';

export interface Adapter {
  readonly url: string;
  readonly sign: (order: SignOrder) => Promise<Signed>;
  /** Returns the number of requests so far, without preflights. */
  readonly calls: () => number;
  readonly close: () => Promise<void>;
}

/** What a page asks the signing endpoint of an uploader for. */
export interface SignOrder {
  readonly method: string;
  readonly key: string;
  readonly uploadId?: string;
  readonly partNumber?: number;
}

export interface Signed {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Starts the signing endpoint that Uppy's S3 plugin and a plain uploader need. The bucket lets no page begin or
 * complete an upload by itself, so these two requests go to the adapter too, which makes them with its own key.
 */
export async function startAdapter(stack: StackDescription, delays: Delays): Promise<Adapter> {
  const client = new S3Client({
    endpoint: stack.s3Url,
    region: stack.region,
    credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  let calls = 0;
  const server = createServer((request, response) => {
    if (request.method !== 'OPTIONS') calls += 1;
    answer(needs, request, response).catch((error: unknown) => {
      console.error('bench adapter:', error);
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const self = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const needs: Needs = { client, bucket: stack.filesBucket, origin: stack.webUrl, delays, self };
  return {
    url: self,
    sign: (order) => {
      calls += 1;
      return sign(needs, order);
    },
    calls: () => calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      client.destroy();
    },
  };
}

interface Delays {
  readonly requestMs: number;
  readonly signatureMs: number;
}

interface Needs {
  readonly client: S3Client;
  readonly bucket: string;
  readonly origin: string;
  readonly delays: Delays;
  readonly self: string;
}

async function answer(needs: Needs, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Access-Control-Allow-Origin', needs.origin);
  response.setHeader('Access-Control-Allow-Headers', '*');
  response.setHeader('Access-Control-Max-Age', '3600');
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
  const url = new URL(request.url ?? '/', needs.self);
  if (url.pathname === '/sign') {
    response.end(JSON.stringify(await sign(needs, JSON.parse(body) as SignOrder)));
    return;
  }
  await pause(needs.delays.requestMs);
  const text = await begunOrCompleted(needs, url.searchParams, body);
  response.setHeader('Content-Type', 'application/xml');
  response.end(text);
}

async function sign(needs: Needs, { method, key, uploadId, partNumber }: SignOrder): Promise<Signed> {
  const { client, bucket: Bucket, self, delays } = needs;
  await pause(delays.signatureMs);
  if (method === 'POST') {
    const query = new URLSearchParams({ key, ...(uploadId !== undefined && { uploadId }) });
    return { url: `${self}/s3?${query.toString()}` };
  }
  const object = { Bucket, Key: key };
  if (uploadId === undefined) {
    const command = new PutObjectCommand({ ...object, IfNoneMatch: '*' });
    return { url: await getSignedUrl(client, command), headers: { 'If-None-Match': '*' } };
  }
  const command = new UploadPartCommand({ ...object, UploadId: uploadId, PartNumber: partNumber });
  return { url: await getSignedUrl(client, command) };
}

async function begunOrCompleted(needs: Needs, query: URLSearchParams, body: string): Promise<string> {
  const { client, bucket: Bucket } = needs;
  const Key = query.get('key') ?? '';
  const UploadId = query.get('uploadId');
  if (UploadId === null) {
    const begun = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const inside = `<Bucket>${Bucket}</Bucket><Key>${Key}</Key><UploadId>${begun.UploadId ?? ''}</UploadId>`;
    return `<?xml version="1.0"?><InitiateMultipartUploadResult>${inside}</InitiateMultipartUploadResult>`;
  }
  const Parts = [...body.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    PartNumber: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    ETag: /<ETag>(.*?)<\/ETag>/s.exec(part)?.[1]?.replaceAll('&quot;', '"') ?? '',
  }));
  const input = { Bucket, Key, UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' };
  const { ETag = '' } = await client.send(new CompleteMultipartUploadCommand(input));
  const inside = `<Location>${Key}</Location><Bucket>${Bucket}</Bucket><Key>${Key}</Key><ETag>${ETag}</ETag>`;
  return `<?xml version="1.0"?><CompleteMultipartUploadResult>${inside}</CompleteMultipartUploadResult>`;
}
