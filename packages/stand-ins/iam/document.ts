import { malformed, notBuilt } from './policy-error.ts';

export type Members = Readonly<Record<string, unknown>>;

/** Reads a JSON object. Throws `PolicyError` for any other value. */
export function members(value: unknown, place: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw malformed(place, 'must be an object.');
}

/** Reads the texts of an element that is one text or a list of at least one. Throws `PolicyError` for any other value. */
export function texts(value: unknown, place: string): readonly string[] {
  return values(value, place).map((it) => {
    if (typeof it === 'string' && it !== '') return it;
    throw malformed(place, 'must be text, or a list of texts.');
  });
}

/** Reads the values of a condition as texts: JSON may write numbers and booleans without quotes. */
export function conditionValues(value: unknown, place: string): readonly string[] {
  return values(value, place).map((it) => {
    if (typeof it === 'string' || typeof it === 'number' || typeof it === 'boolean') return String(it);
    throw malformed(place, 'must be text, or a list of texts.');
  });
}

/** Refuses policy variables, which would have to be replaced with values of the request. */
export function withoutVariables(text: string, place: string): string {
  if (!text.includes('${')) return text;
  throw notBuilt(place, `policy variables are not implemented; write the value instead of ${text}.`);
}

function values(value: unknown, place: string): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw malformed(place, 'must name at least one value.');
  return list;
}
