import type { IncomingMessage } from 'node:http';

import type { Fault } from './fault.ts';

/** One request through the proxy, and how it ended. */
export interface Exchange {
  /** Counts from 1 for the first request of this proxy. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<IncomingMessage['headers']>;
  fault: Fault['kind'] | undefined;
  /** Bytes of the body that the client has sent so far. */
  requestBytes: number;
  /** The status that the client was told; `undefined` when it was told nothing. */
  status: number | undefined;
  /** Whether the whole answer was handed to the client's connection. */
  isDelivered: boolean;
  /** `number` of the last request that had begun when the answer was delivered. */
  deliveredBefore: number;
}

export function newExchange(
  number: number,
  { method = '', url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
): Exchange {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  return {
    number,
    method,
    path: pathname,
    query: searchParams,
    headers,
    fault: undefined,
    requestBytes: 0,
    status: undefined,
    isDelivered: false,
    deliveredBefore: Number.POSITIVE_INFINITY,
  };
}
