import * as v from 'valibot';

import { CodedError } from '../coded-error.ts';

/** Longest name of a refused property that an answer repeats, in characters. */
const longestField = 64;

/** Returns the input as its schema describes it. Throws the first problem, with the name of the refused property. */
export function checkInput<TSchema extends v.GenericSchema>(schema: TSchema, input: unknown): v.InferOutput<TSchema> {
  const result = v.safeParse(schema, input, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue)?.slice(0, longestField);
  // Only the rules of paths are checks; the wrong type of a path is a fault of the program, not of the name.
  throw new CodedError(issue.type === 'check' ? 'invalid-path' : 'invalid-request', issue.message, { field });
}
