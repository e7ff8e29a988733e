import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { GenericSchema, InferOutput } from 'valibot';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { answerErrors, okAnswer } from './answer.ts';
import { checkInput } from './check-input.ts';
import { findCaller } from './find-caller.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { readInput } from './read-input.ts';
import type { RequestContext } from './request-context.ts';
import { requestLog } from './request-log.ts';
import { settingsOf } from './settings.ts';
import type { Settings } from './settings.ts';

/** What an operation is given: who asks, and the checked input (body or query, and what the path says). */
export interface ApiRequest<TInput> {
  readonly caller: Caller;
  readonly input: TInput;
}

export interface ApiHandlerOptions {
  /** Of an answer with a body: 201 when something was created. */
  readonly status?: 200 | 201;
  readonly settings?: Settings;
}

export type ApiHandler = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;

/**
 * A Lambda handler around one operation. Every request passes the same chain: request id and log, caller, input read
 * and checked, the operation, its result as JSON (nothing: 204), and any error as an answer of the contract.
 */
export function apiHandler<TSchema extends GenericSchema>(
  schema: TSchema,
  operation: (request: ApiRequest<InferOutput<TSchema>>) => Promise<unknown>,
  { status = 200, settings = settingsOf(process.env) }: ApiHandlerOptions = {},
): ApiHandler {
  const { pool, headers } = settings;
  const chain = middy<HttpEvent, HttpAnswer, Error, RequestContext<InferOutput<TSchema>>>({
    // Before Lambda ends the function, so that the caller still gets an answer.
    timeoutEarlyInMillis: 200,
    timeoutEarlyResponse: timedOut,
  })
    .use(requestLog())
    .use(answerErrors(headers))
    .before(async ({ event, context }) => {
      context.caller = await findCaller(event, pool);
    })
    .before(({ event, context }) => {
      context.checked = { input: checkInput(schema, readInput(event)) };
    })
    .handler(async (_event, { caller, checked }) => {
      // However the chain is changed: nothing runs without both.
      if (caller === undefined || checked === undefined) throw new Error('The chain has left something out.');
      return okAnswer(await operation({ caller, input: checked.input }), status, headers);
    });
  return (event, context) => chain(event, context);
}

function timedOut(): never {
  throw new CodedError('unavailable', 'This took too long: try again.');
}
