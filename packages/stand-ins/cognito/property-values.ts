import * as v from 'valibot';

// Values of a resolved template: a number or a boolean may still be the text that a parameter gave.
export const number = v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.toNumber())]), v.integer());
export const boolean = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((text) => text === 'true'),
  ),
]);
/** A property that changes nothing for clients of the local pool. */
export const ignored = v.optional(v.unknown());

/** Reads the resolved properties of a resource. Throws an `Error` that names the property that it cannot honour. */
export function readProperties<Schema extends v.GenericSchema>(
  schema: Schema,
  properties: unknown,
  resource: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, properties);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${resource}: the local user pool cannot honour ${v.getDotPath(issue) ?? 'it'} (${issue.message}).`);
}
