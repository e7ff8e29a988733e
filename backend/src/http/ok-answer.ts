import type { HttpAnswer } from './http-event.ts';

/** Makes the HTTP answer of an operation that succeeded: its result as JSON with `status`, or 204 without a result. */
export function okAnswer(result: unknown, status: number, headers: HttpAnswer['headers']): HttpAnswer {
  return result === undefined
    ? { statusCode: 204, headers, body: '' }
    : { statusCode: status, headers, body: JSON.stringify(result) };
}
