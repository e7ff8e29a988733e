import type { MiddlewareObj } from '@middy/core';
import type { GenericSchema, InferOutput } from 'valibot';

import { checkInput } from './check-input.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { readInput } from './read-input.ts';
import type { RequestContext } from './request-context.ts';

/** Middleware that reads the input, checks it against `schema` and puts the result into the context. */
export function validateInput<TSchema extends GenericSchema>(
  schema: TSchema,
  maxBodyBytes?: number,
): MiddlewareObj<HttpEvent, HttpAnswer, Error, RequestContext<InferOutput<TSchema>>> {
  return {
    before: ({ event, context }) => {
      context.checked = { input: checkInput(schema, readInput(event, maxBodyBytes)) };
    },
  };
}
