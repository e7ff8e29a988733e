import { isDeepStrictEqual } from 'node:util';

import * as v from 'valibot';

/** A state machine of type Standard. */
export interface Machine {
  readonly arn: string;
  readonly name: string;
  /** The definition in the Amazon States Language, as JSON has been parsed. */
  readonly definition: unknown;
  /** The ARN of the role that calls the functions. */
  readonly roleArn: string;
}

const anything = v.optional(v.unknown());
const paths = { Comment: anything, InputPath: anything, OutputPath: anything };
const next = { Next: v.optional(v.string()), End: v.optional(v.boolean()) };
const results = { Parameters: anything, ResultPath: anything };

const state = v.variant('Type', [
  v.strictObject({
    Type: v.literal('Task'),
    Resource: v.pipe(v.string(), v.regex(/^arn:[^:]+:lambda:[^:]+:\d{12}:function:[\w-]+$/, 'is not a function')),
    ...{ ...paths, ...next, ...results, ResultSelector: anything },
    ...{ TimeoutSeconds: v.number(), Retry: anything, Catch: anything },
  }),
  v.strictObject({ Type: v.literal('Choice'), ...paths, Choices: v.unknown(), Default: v.optional(v.string()) }),
  v.strictObject({ Type: v.literal('Pass'), ...paths, ...next, ...results, Result: anything }),
  v.strictObject({ Type: v.literal('Succeed'), ...paths }),
  v.strictObject({ Type: v.literal('Fail'), Comment: anything, Error: anything, Cause: anything }),
]);

const definition = v.strictObject({
  Comment: anything,
  StartAt: v.string(),
  States: v.record(v.string(), state),
});

export type Definition = v.InferOutput<typeof definition>;

/**
 * Reads a definition as far as this stand-in runs it: the interpreter knows more of the language, but an execution that
 * goes on after a restart must not depend on what the restart forgets.
 * @throws Error with the place of what is not built here
 */
export function readDefinition({ name, definition: given }: Machine): Definition {
  const result = v.safeParse(definition, given);
  if (!result.success) {
    const [{ message, path }] = result.issues;
    const place = path?.map(({ key }) => String(key)).join('.') ?? '';
    throw new Error(`The state machine ${name} cannot run here: ${place}: ${message}.`);
  }
  if (JSON.stringify(given).includes('"$$.')) {
    throw new Error(`The state machine ${name} cannot run here: the context object ($$) is not implemented.`);
  }
  if (!isDeepStrictEqual(result.output, given)) throw new Error(`The definition of ${name} was not read as it is.`);
  return result.output;
}
