import * as v from 'valibot';

/**
 * Returns the schema of an object that has these entries and no others. Its error texts are plain English. Names that
 * every object inherits (`constructor`, `__proto__`) are refused like every unknown name, because valibot reads only own
 * entries; exact-object.spec.ts checks it.
 */
export function exactObject<const TEntries extends v.ObjectEntries>(
  entries: TEntries,
): v.StrictObjectSchema<TEntries, (issue: v.StrictObjectIssue) => string> {
  return v.strictObject(entries, problemOf);
}

function problemOf({ expected, path }: v.StrictObjectIssue): string {
  if (expected === 'never') return 'Is not known.';
  return path === undefined ? 'Must be an object.' : 'Is missing.';
}
