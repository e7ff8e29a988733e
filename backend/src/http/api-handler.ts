import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { GenericSchema, InferOutput } from 'valibot';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { answerErrors } from './answer-errors.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { identifyCaller } from './identify-caller.ts';
import { logRequest } from './log-request.ts';
import { okAnswer } from './ok-answer.ts';
import type { RequestContext } from './request-context.ts';
import { settingsOf } from './settings.ts';
import type { Settings } from './settings.ts';
import { validateInput } from './validate-input.ts';

/** What an operation receives: the caller, and the checked input from the body or the query and from the path. */
export interface ApiRequest<TInput> {
  readonly caller: Caller;
  readonly input: TInput;
  /** Fires when the request is answered because its time is over. */
  readonly signal: AbortSignal;
}

export interface ApiHandlerOptions<TResult> {
  /** Status of an answer with a body: 201 when the operation creates something, 202 when it goes on after the answer. */
  readonly status?: 200 | 201 | ((result: TResult) => 200 | 202);
  /** Largest body in bytes, where it is not the usual limit. */
  readonly maxBodyBytes?: number;
  readonly settings?: Settings;
}

export type ApiHandler = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;

/**
 * Makes a Lambda handler of one operation. Every request passes the same chain of middlewares. The result of the operation
 * is answered as JSON, or with 204 when there is none.
 */
export function apiHandler<TSchema extends GenericSchema, TResult>(
  schema: TSchema,
  operation: (request: ApiRequest<InferOutput<TSchema>>) => Promise<TResult>,
  { status = 200, maxBodyBytes, settings = settingsOf(process.env) }: ApiHandlerOptions<TResult> = {},
): ApiHandler {
  const { pool, headers } = settings;
  const chain = middy<HttpEvent, HttpAnswer, Error, RequestContext<InferOutput<TSchema>>>(timeLimit)
    .use(logRequest())
    .use(answerErrors(headers))
    .use(identifyCaller(pool))
    .use(validateInput(schema, maxBodyBytes))
    .handler(async (_event, { caller, checked }, { signal }) => {
      // The operation never runs without both, however the chain is changed.
      if (caller === undefined || checked === undefined)
        throw new Error('The chain has left out the caller or the input.');
      const result = await operation({ caller, input: checked.input, signal });
      return okAnswer(result, typeof status === 'function' ? status(result) : status, headers);
    });
  return (event, context) => chain(event, context);
}

/** Ends a request shortly before Lambda ends the function, so that the caller still gets an answer. */
const timeLimit = {
  timeoutEarlyInMillis: 200,
  timeoutEarlyResponse: (): never => {
    throw new CodedError('unavailable', 'This took too long: try again.');
  },
};
