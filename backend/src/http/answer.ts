import type { MiddlewareObj } from '@middy/core';

import { errorAnswer } from './error-answer.ts';
import type { HttpAnswer, HttpEvent } from './http-event.ts';
import { requestIdOf } from './request-context.ts';
import type { RequestContext } from './request-context.ts';

/** An operation's result as an HTTP answer: JSON with `status`, or 204 when there is nothing to say. */
export function okAnswer(result: unknown, status: number, headers: HttpAnswer['headers']): HttpAnswer {
  return result === undefined
    ? { statusCode: 204, headers, body: '' }
    : { statusCode: status, headers, body: JSON.stringify(result) };
}

/** Turns whatever was thrown into an answer of the contract. */
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
