import type { IncomingMessage } from 'node:http';

/** API Gateway's limit for a request: 10 MB. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const maxRequestBytes = 10 * 1024 * 1024;

/**
 * Reads the body. Returns `undefined` when it is larger than allowed, without reading the rest. Rejects when the client
 * disconnects.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) return undefined;
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxRequestBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
