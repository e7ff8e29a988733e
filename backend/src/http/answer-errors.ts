import type { MiddlewareObj } from '@middy/core';

import { errorAnswer } from './error-answer.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { requestIdOf } from './request-context.ts';
import type { RequestContext } from './request-context.ts';

/** Middleware that turns whatever was thrown into an error answer of the contract. */
export function answerErrors(
  headers: HttpAnswer['headers'],
): MiddlewareObj<HttpEvent, HttpAnswer, Error, RequestContext> {
  return {
    onError: (request) => {
      const { statusCode, body } = errorAnswer(request.error, requestIdOf(request.event, request.context));
      request.response = { statusCode, headers, body: JSON.stringify(body) };
    },
  };
}
