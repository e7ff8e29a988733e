import type { Exchange } from '../proxy/exchange.ts';

const api =
  (method: string, path: RegExp) =>
  (exchange: Exchange): boolean =>
    exchange.method === method && path.test(exchange.path);

/** Selectors of the requests at which faults are aimed. */
export const requests = {
  /** Bytes of a part on their way to S3. */
  part: ({ method, query }: Exchange): boolean => method === 'PUT' && query.has('partNumber'),
  /** Bytes of a small file on their way to S3. */
  small: ({ method, path, query }: Exchange): boolean =>
    method === 'PUT' && path.includes('/users/') && query.has('X-Amz-Signature') && !query.has('partNumber'),
  /** Anything that the browser asks of the second name of S3, also whether it may. */
  atDualStack: ({ headers }: Exchange): boolean => headers.host?.startsWith('localhost:') === true,
  /** A stored file on its way to the browser. */
  download: ({ method, path, query }: Exchange): boolean =>
    method === 'GET' && path.includes('/users/') && query.has('X-Amz-Signature'),
  anyCall: ({ path, method }: Exchange): boolean => path.startsWith('/api/') && method !== 'OPTIONS',
  create: api('POST', /^\/api\/uploads$/),
  sign: api('POST', /^\/api\/uploads\/[^/]+\/presign-parts$/),
  signMany: api('POST', /^\/api\/files\/presign-put-batch$/),
  list: api('GET', /^\/api\/uploads\/[^/]+\/parts$/),
  complete: api('POST', /^\/api\/uploads\/[^/]+\/complete$/),
  abort: api('DELETE', /^\/api\/uploads\/[^/]+$/),
  /** The function's own request to S3 that puts the parts together. */
  completeAtS3: ({ method, query }: Exchange): boolean => method === 'POST' && query.has('uploadId'),
} as const;

/** One attempt to send a part. */
export interface PartAttempt {
  readonly uploadId: string;
  readonly partNumber: number;
  readonly bytes: number;
  readonly status: number | undefined;
  readonly isAcknowledged: boolean;
}

export function partAttempts(exchanges: readonly Exchange[]): PartAttempt[] {
  return exchanges.filter(requests.part).map(({ query, requestBytes, status, isDelivered }) => ({
    uploadId: query.get('uploadId') ?? '',
    partNumber: Number(query.get('partNumber')),
    bytes: requestBytes,
    status,
    isAcknowledged: status === 200 && isDelivered,
  }));
}

/** Returns the parts that were sent again although the browser already had S3's answer to them. */
export function sentAgain(exchanges: readonly Exchange[]): string[] {
  const nameOf = ({ query }: Exchange): string => `${query.get('uploadId')} part ${query.get('partNumber')}`;
  const parts = exchanges.filter(requests.part);
  return parts
    .filter((later) =>
      parts.some(
        (earlier) =>
          nameOf(earlier) === nameOf(later) &&
          earlier.status === 200 &&
          earlier.isDelivered &&
          earlier.deliveredBefore < later.number,
      ),
    )
    .map(nameOf);
}
