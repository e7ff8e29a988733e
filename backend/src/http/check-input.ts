import * as v from 'valibot';

import { CodedError } from '../coded-error.ts';

/** Longest name of a refused property that is repeated in an answer. */
const longestField = 64;

/** The input as its schema describes it. Throws with the first problem and the name of what is refused. */
export function checkInput<TSchema extends v.GenericSchema>(schema: TSchema, input: unknown): v.InferOutput<TSchema> {
  const result = v.safeParse(schema, input, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue)?.slice(0, longestField);
  // Only the rules of paths are checks; the wrong type of a path is a fault of the program, not of the name.
  throw new CodedError(issue.type === 'check' ? 'invalid-path' : 'invalid-request', issue.message, { field });
}
