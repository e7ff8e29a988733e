import { safeParse, type GenericSchema } from 'valibot';

/** Reads a text that this app has stored. Returns `undefined` when it is something else. */
export function readJson<T>(schema: GenericSchema<unknown, T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
