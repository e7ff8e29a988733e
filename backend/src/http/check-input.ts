import * as v from 'valibot';

import { CodedError } from '../coded-error.ts';

/** Longest name of a refused property that an answer repeats, in characters. */
const longestField = 64;

/** Returns the input as its schema describes it. Throws the first problem, with the name of the refused property. */
export function checkInput<TSchema extends v.GenericSchema>(schema: TSchema, input: unknown): v.InferOutput<TSchema> {
  // A list is an object to JavaScript, and an empty one has no name that would be refused.
  const result = v.safeParse(schema, Array.isArray(input) ? null : input, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return result.output;
  const { issue, field } = nearest(result.issues[0]);
  // Only the rules of paths are checks; the wrong type of a path is a fault of the program, not of the name.
  throw new CodedError(issue.type === 'check' ? 'invalid-path' : 'invalid-request', issue.message, {
    field: field?.slice(0, longestField),
  });
}

interface NamedIssue {
  readonly issue: v.BaseIssue<unknown>;
  /** The refused property, such as `items.0.path`. */
  readonly field: string | undefined;
}

/**
 * Returns the issue that tells most. Of a value that may have one of several forms, it is what is wrong within a form that
 * has the right names; when no form has them, that is the issue.
 */
function nearest(issue: v.BaseIssue<unknown>): NamedIssue {
  const field = v.getDotPath(issue) ?? undefined;
  const within = issue.issues?.find(({ type }) => type !== 'strict_object');
  if (within === undefined) return { issue, field };
  const inner = nearest(within);
  return { issue: inner.issue, field: [field, inner.field].filter((it) => it !== undefined).join('.') || undefined };
}
