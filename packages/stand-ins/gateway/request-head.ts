import type { IncomingMessage } from 'node:http';

/**
 * API Gateway's limit for the request line and the values of all headers together, in bytes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const maxHeadBytes = 10_240;

/** Tells whether a request line and its headers are above the limit. AWS does not document how it answers such a request. */
export function isHeadTooLarge({ method = '', url = '', httpVersion, rawHeaders }: IncomingMessage): boolean {
  const requestLine = `${method} ${url} HTTP/${httpVersion}`;
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  return [requestLine, ...values].reduce((sum, it) => sum + it.length, 0) > maxHeadBytes;
}

/**
 * Returns the Authorization header. A request that has two of them has none: AWS does not document which of the two counts,
 * and HTTP does not allow a second.
 */
export function authorizationOf({ headersDistinct }: IncomingMessage): string | undefined {
  const [header, ...more] = headersDistinct['authorization'] ?? [];
  return more.length > 0 ? undefined : header;
}
