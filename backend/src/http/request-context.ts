import type { Context } from 'aws-lambda';

import type { Caller } from '../caller.ts';
import type { HttpEvent } from './http-event.ts';

/** Lambda's context, to which the middlewares add the caller and the checked input. */
export type RequestContext<TInput = unknown> = Context & { caller?: Caller; checked?: { input: TInput } };

/** Returns the id that API Gateway's access log has, so that one id finds a request in every log. */
export function requestIdOf(event: HttpEvent, context: Context): string {
  return event.requestContext?.requestId ?? context.awsRequestId;
}
