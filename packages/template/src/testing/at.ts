import type { Cursor, Json, ResolvedResources } from '../index.ts';

/** Returns the value at a path such as `FilesBucket/VersioningConfiguration/Status`. A number is a position in a list. */
export function at(template: ResolvedResources, path: string): Json {
  const [logicalId = '', ...keys] = path.split('/');
  return keys.reduce(step, template.resource(logicalId).properties).value;
}

const step = (cursor: Cursor, key: string): Cursor =>
  /^\d+$/.test(key) ? (cursor.list()[Number(key)] ?? cursor.fail(`There is no element ${key}.`)) : cursor.at(key);
