import type { StoredVersion, VersionStore } from '../files/version-store.ts';

/** Most versions that S3 removes with one request. */
const versionsPerRequest = 1000;

/** Removes versions for ever. Returns the keys of which S3 did not say that all their versions are gone. */
export async function removeVersions(
  store: VersionStore,
  versions: readonly StoredVersion[],
): Promise<ReadonlySet<string>> {
  const left = new Set<string>();
  for (let index = 0; index < versions.length; index += versionsPerRequest) {
    const places = versions.slice(index, index + versionsPerRequest).map(({ key, versionId }) => ({ key, versionId }));
    for (const { key } of await store.removeVersions(places)) left.add(key);
  }
  return left;
}
