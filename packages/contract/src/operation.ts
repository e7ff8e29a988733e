import type { GenericSchema, InferOutput } from 'valibot';

import type { ErrorCode } from './error-codes.ts';

/** One operation of the API. */
export interface Operation {
  /** The base name that the operation has everywhere: handler, rule, template resource, client method, sample event. */
  readonly name: string;
  readonly method: 'DELETE' | 'GET' | 'POST';
  /** Path of the route. A name in braces, `/uploads/{uploadId}`, is a property of the request. */
  readonly path: string;
  /** Schema of everything that is asked: the body of a POST, the query of a GET or DELETE, and the names in the path. */
  readonly request: GenericSchema;
  /** Status of a successful answer with a body: 201 when the operation creates something, 200 when absent. */
  readonly status?: 200 | 201;
  /** Schema of a successful answer; absent when the operation answers 204 without a body. */
  readonly answer?: GenericSchema;
  /** Codes that the operation answers besides those that `errorCodesOf` adds to every operation. */
  readonly errors: readonly ErrorCode[];
  /** Whether the answer may also be 202: the work goes on when the request has ended. */
  readonly mayContinue?: boolean;
  /** Largest request body in bytes, where it is not the usual `maxRequestBodyBytes`. */
  readonly maxBodyBytes?: number;
}

/** The type of a successful answer: `undefined` when the operation answers without a body. */
export type AnswerOf<Known extends Operation> = Known extends { readonly answer: infer Answer extends GenericSchema }
  ? InferOutput<Answer>
  : undefined;

/** Returns the status of a successful answer. */
export function successStatusOf({ status = 200, answer }: Operation): 200 | 201 | 204 {
  return answer === undefined ? 204 : status;
}

/** Returns every code that the operation may answer. */
export function errorCodesOf({ method, errors }: Operation): readonly ErrorCode[] {
  return [...everywhere, ...errors, ...(method === 'POST' ? withBody : [])];
}

const everywhere: readonly ErrorCode[] = [
  'invalid-request',
  'unauthorized',
  'too-many-requests',
  'internal',
  'unavailable',
];
const withBody: readonly ErrorCode[] = ['body-too-large', 'unsupported-media-type'];
