import { inBatches } from '../in-batches.ts';
import { compareUtf8 } from '../files/compare-utf8.ts';
import type { StoredVersion, VersionStore } from '../files/version-store.ts';
import { versionsOf } from './versions-by-key.ts';

type VersionsByKey = Map<string, readonly StoredVersion[]>;

/** Versions that one page asks for: as many as S3 gives. */
const versionsPerPage = 1000;
/** Keys that a page must tell about to be worth more than asking for each key on its own. */
const fewestPerPage = 50;

/**
 * Returns all versions of each key, the newest first; none of a key that never was. Keys that lie close together, as those
 * of a folder do, are read page by page; the others one by one.
 */
export async function versionsOfAll(store: VersionStore, keys: readonly string[]): Promise<VersionsByKey> {
  const found: VersionsByKey = new Map();
  let open = [...keys].sort(compareUtf8);
  while (open.length >= fewestPerPage) {
    const before = found.size;
    await readPage(store, open, found);
    open = open.filter((key) => !found.has(key));
    if (found.size - before < fewestPerPage) break;
  }
  const others = await inBatches(open, (key) => versionsOf(store, key));
  for (const [index, key] of open.entries()) found.set(key, others[index] ?? []);
  return found;
}

/** Reads one page from the first of the sorted keys on, and adds what it tells about these keys. */
async function readPage(store: VersionStore, keys: readonly string[], found: VersionsByKey): Promise<void> {
  const [first = '', last = first] = [keys[0], keys.at(-1)];
  const { versions, next } = await store.listVersions({
    prefix: commonFolder(first, last),
    limit: versionsPerPage,
    after: { key: before(first) },
  });
  const byKey = Map.groupBy(versions, ({ key }) => key);
  // The page may end between two versions of its last key.
  const isComplete = (key: string): boolean => next === undefined || compareUtf8(key, next.key) < 0;
  for (const key of keys.filter(isComplete)) found.set(key, byKey.get(key) ?? []);
}

/** Returns the deepest folder, with its slash, in which two keys lie. Every key between them lies there, too. */
function commonFolder(first: string, last: string): string {
  let length = 0;
  while (length < first.length && first[length] === last[length]) length += 1;
  return first.slice(0, first.lastIndexOf('/', length - 1) + 1);
}

/** Returns a text that sorts before the key and after almost every key that does. */
function before(key: string): string {
  return Array.from(key).slice(0, -1).join('');
}
