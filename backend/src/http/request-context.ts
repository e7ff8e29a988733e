import type { Context } from 'aws-lambda';

import type { Caller } from '../caller.ts';
import type { HttpEvent } from './http-event.ts';

/** Lambda's context with what the chain finds out on the way to the operation, step by step. */
export type RequestContext<TInput = unknown> = Context & { caller?: Caller; checked?: { input: TInput } };

/** The id in API Gateway's access log, so that one id finds a request everywhere. */
export function requestIdOf(event: HttpEvent, context: Context): string {
  return event.requestContext?.requestId ?? context.awsRequestId;
}
