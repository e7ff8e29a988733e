import type { IncomingMessage } from 'node:http';

import { CognitoError } from './errors.ts';

/** Far above the largest request of the API, far below a size that could fill the memory. */
export const maxBodyBytes = 128 * 1024;
const drainAtMostBytes = 100 * maxBodyBytes;

/** Reads the whole body. It reads and drops a body that is too large, so that the client sees the 413 and no reset. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes <= maxBodyBytes) parts.push(part);
    else parts.length = 0;
    if (sizeBytes > drainAtMostBytes) break;
  }
  if (sizeBytes > maxBodyBytes) {
    throw new CognitoError('RequestEntityTooLargeException', `The body is larger than ${maxBodyBytes} bytes.`, 413);
  }
  return Buffer.concat(parts);
}
