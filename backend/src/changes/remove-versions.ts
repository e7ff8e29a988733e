import type { ItemCode } from '@airlock/contract';

import type { StoredVersion, VersionStore } from '../files/version-store.ts';

/** Most versions that S3 removes with one request. */
const versionsPerRequest = 1000;

/** Removes versions for ever. Returns why, for each key of which S3 did not say that all its versions are gone. */
export async function removeVersions(
  store: VersionStore,
  versions: readonly StoredVersion[],
): Promise<ReadonlyMap<string, ItemCode>> {
  const left = new Map<string, ItemCode>();
  for (let index = 0; index < versions.length; index += versionsPerRequest) {
    const places = versions.slice(index, index + versionsPerRequest).map(({ key, versionId }) => ({ key, versionId }));
    for (const { key, isRefused } of await store.removeVersions(places)) {
      left.set(key, isRefused === true ? 'storage-refused' : 'unavailable');
    }
  }
  return left;
}
