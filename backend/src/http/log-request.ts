import type { MiddlewareObj } from '@middy/core';

import { forwardedFor } from './forwarded-for.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { log } from '../logger.ts';
import { requestIdOf } from './request-context.ts';
import type { RequestContext } from './request-context.ts';

type Log = MiddlewareObj<HttpEvent, HttpAnswer, Error, RequestContext, { startedAt?: number }>;

/** Middleware that logs one line per request: caller, addresses, operation, status and time. A fault of ours has its stack. */
export function logRequest(): Log {
  return {
    before: ({ internal }) => {
      internal.startedAt = performance.now();
    },
    after: ({ event, context, response, internal }) => {
      log('INFO', 'answered', line(event, context, response, internal.startedAt));
    },
    onError: ({ event, context, response, internal, error }) => {
      const said = line(event, context, response, internal.startedAt);
      if (said.status < 500) log('INFO', 'refused', { ...said, reason: reasonOf(error) });
      else log('ERROR', 'failed', { ...said, error });
    },
  };
}

function line(event: HttpEvent, context: RequestContext, response: HttpAnswer | null | undefined, startedAt = 0) {
  return {
    requestId: requestIdOf(event, context),
    lambdaRequestId: context.awsRequestId,
    operation: context.functionName,
    caller: context.caller?.id,
    forwardedFor: forwardedFor(event),
    status: response?.statusCode ?? 500,
    milliseconds: Math.round(performance.now() - startedAt),
  };
}

/** Returns why a request was refused, in words of ours or of the token library, never in those of the browser. */
function reasonOf(error: Error | null | undefined): string | undefined {
  const cause = error?.cause;
  return cause instanceof Error ? cause.name : typeof cause === 'string' ? cause : error?.message;
}
