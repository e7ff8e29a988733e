import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';

/** API Gateway's limit for a request: 10 MB. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const maxRequestBytes = 10 * 1024 * 1024;

export type BodyRefusal = 'REQUEST_TOO_LARGE' | 'UNSUPPORTED_MEDIA_TYPE';

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

/**
 * Reads the body, unpacked. Returns the type of the refusal for a body that is larger than allowed, without reading the rest,
 * and for one that is not in the coding that it names. Rejects when the client disconnects.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | BodyRefusal> {
  if (Number(request.headers['content-length'] ?? 0) > maxRequestBytes) return 'REQUEST_TOO_LARGE';
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxRequestBytes) return 'REQUEST_TOO_LARGE';
    chunks.push(chunk);
  }
  return unpacked(Buffer.concat(chunks), request.headers['content-encoding'] ?? 'identity');
}

/**
 * AWS does not document whether its limit counts the bytes before or after unpacking. Here it counts both, so that a small body
 * cannot fill the memory.
 */
async function unpacked(body: Buffer, header: string): Promise<Buffer | BodyRefusal> {
  const coding = header.trim().toLowerCase();
  if (coding === 'identity') return body;
  if (coding !== 'gzip' && coding !== 'deflate') return 'UNSUPPORTED_MEDIA_TYPE';
  try {
    return await unpackers[coding](body, { maxOutputLength: maxRequestBytes });
  } catch (error) {
    return isTooLarge(error) ? 'REQUEST_TOO_LARGE' : 'UNSUPPORTED_MEDIA_TYPE';
  }
}

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
