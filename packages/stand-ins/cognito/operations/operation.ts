import * as v from 'valibot';

import { CognitoError, invalidParameter } from '../errors.ts';
import type { Pool } from '../pool.ts';

/** One operation of the API: whether it needs a signature of the account, and what it does with its input. */
export interface Operation {
  readonly signed: boolean;
  readonly run: (pool: Pool, input: unknown) => Promise<object>;
}

type Run<Schema extends v.GenericSchema> = (pool: Pool, input: v.InferOutput<Schema>) => object | Promise<object>;

/** Makes an operation that anybody may call, because its input carries the proof. */
export function publicOperation<Schema extends v.GenericSchema>(schema: Schema, run: Run<Schema>): Operation {
  return { signed: false, run: async (pool, input) => run(pool, parse(schema, input)) };
}

/** Makes an operation for administrators; its input names the pool. */
export function adminOperation<Entries extends v.ObjectEntries>(
  entries: Entries,
  run: Run<v.ObjectSchema<Entries, undefined>>,
): Operation {
  const schema = v.object(entries);
  const named = v.object({ UserPoolId: v.string() });
  return {
    signed: true,
    run: async (pool, input) => {
      const { UserPoolId } = parse(named, input);
      if (UserPoolId !== pool.id) {
        throw new CognitoError('ResourceNotFoundException', `User pool ${UserPoolId} does not exist.`);
      }
      return run(pool, parse(schema, input));
    },
  };
}

/** Reads the input. It ignores unknown members, as the JSON protocol of the service does. */
function parse<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? 'body';
  const name = path.charAt(0).toLowerCase() + path.slice(1);
  const opening = '1 validation error detected: Value';
  if (issue.received === 'undefined' || issue.received === 'null') {
    throw invalidParameter(`${opening} null at '${name}' failed to satisfy constraint: Member must not be null`);
  }
  if (issue.kind === 'schema' && issue.type !== 'picklist') {
    throw new CognitoError('SerializationException', `${name} has a value of the wrong type.`);
  }
  throw invalidParameter(`${opening} at '${name}' failed to satisfy constraint: ${issue.message}`);
}
