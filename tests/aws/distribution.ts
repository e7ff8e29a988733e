import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { proxyApi } from '@airlock/stand-ins/cloudfront/proxy-api.ts';
import { policyHeaders } from '@airlock/stand-ins/cloudfront/response-headers.ts';
import { viewerRequest } from '@airlock/stand-ins/cloudfront/viewer-request.ts';
import type { ResolvedTemplate } from '@airlock/template';

export interface DistributionOptions {
  readonly port: number;
  /** The template with the function at the viewer's request and the response headers policy. */
  readonly template: ResolvedTemplate;
  readonly s3Url: string;
  readonly webBucket: string;
  /** Base URL of the API's stage. */
  readonly api: URL;
}

/**
 * Stands in for CloudFront before a stack in an emulated AWS: `/api/*` is the API, everything else is read from the web
 * bucket as it was published, with its own types and cache headers and the headers of the template's policy.
 */
export async function startDistribution(
  options: DistributionOptions,
): Promise<{ readonly close: () => Promise<void> }> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint: options.s3Url, region: 'us-east-1', forcePathStyle: true, credentials });
  const rewrite = viewerRequest(options.template);
  const headers = policyHeaders(options.template);
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (/^\/api(?:\/|$)/.test(path)) {
      proxyApi(options.api, request, response);
      return;
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const key = rewrite(request.method ?? 'GET', decodeURIComponent(path)).slice(1);
    void sendObject(s3, { Bucket: options.webBucket, Key: key }, response);
  }).listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      s3.destroy();
    },
  };
}

async function sendObject(
  s3: S3Client,
  object: { Bucket: string; Key: string },
  response: ServerResponse,
): Promise<void> {
  try {
    const found = await s3.send(new GetObjectCommand(object));
    const body = (await found.Body?.transformToByteArray()) ?? new Uint8Array();
    response.writeHead(200, {
      ...{ 'content-type': found.ContentType ?? '', 'cache-control': found.CacheControl ?? '' },
      ...{ 'content-length': body.length, etag: found.ETag ?? '' },
    });
    response.end(body);
  } catch (error) {
    const isMissing = error instanceof Error && error.name === 'NoSuchKey';
    response.writeHead(isMissing ? 404 : 502, { 'content-type': 'text/plain' }).end();
  }
}
