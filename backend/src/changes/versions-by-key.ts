import type { StoredVersion, VersionPlace, VersionStore } from '../files/version-store.ts';

/** All versions of one key, the newest first. There is at least one. */
export interface KeyVersions {
  readonly key: string;
  readonly versions: readonly StoredVersion[];
}

/** Yields the versions of each key that begins with `prefix`, in UTF-8 order, after the key `after`. */
export async function* versionsByKey(
  store: VersionStore,
  { prefix, after, limit = 1000 }: { prefix: string; after?: string | undefined; limit?: number },
): AsyncGenerator<KeyVersions> {
  let place: VersionPlace | undefined = after === undefined ? undefined : { key: after };
  let open: StoredVersion[] = [];
  do {
    const page = await store.listVersions({ prefix, limit, ...(place !== undefined && { after: place }) });
    for (const version of page.versions) {
      const key = open[0]?.key;
      if (key !== undefined && key !== version.key) {
        yield { key, versions: open };
        open = [];
      }
      open.push(version);
    }
    place = page.next;
  } while (place !== undefined);
  const key = open[0]?.key;
  if (key !== undefined) yield { key, versions: open };
}

/** Versions that are asked for to learn about one key, which seldom has more. Keys that begin alike come after it. */
const versionsOfOne = 20;

/** Returns all versions of one key, the newest first; none when there never was such a file. */
export async function versionsOf(store: VersionStore, key: string): Promise<readonly StoredVersion[]> {
  // The key itself sorts before every longer key that begins with it.
  for await (const found of versionsByKey(store, { prefix: key, limit: versionsOfOne })) {
    return found.key === key ? found.versions : [];
  }
  return [];
}
