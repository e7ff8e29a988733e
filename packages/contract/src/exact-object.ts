import * as v from 'valibot';

/**
 * An object with these entries and no other, with refusals in plain words. Names that every object inherits
 * (`constructor`, `__proto__`) are unknown like any other: valibot asks for own entries, and exact-object.spec.ts holds
 * it to that.
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
