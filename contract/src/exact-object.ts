import * as v from 'valibot';

/**
 * An object with these entries and no other. Unlike `strictObject` alone it also refuses names that every object
 * inherits (`constructor`, `__proto__`, `toString`): valibot asks with `in`, so the entries must inherit nothing.
 * The annotation lets a bundle leave out the schemas that it does not use.
 */
/* @__NO_SIDE_EFFECTS__ */
export function exactObject<const TEntries extends v.ObjectEntries>(
  entries: TEntries,
): v.StrictObjectSchema<TEntries, (issue: v.StrictObjectIssue) => string> {
  Object.setPrototypeOf(entries, null);
  return v.strictObject(entries, problemOf);
}

function problemOf({ expected, path }: v.StrictObjectIssue): string {
  if (expected === 'never') return 'Is not known.';
  return path === undefined ? 'Must be an object.' : 'Is missing.';
}
