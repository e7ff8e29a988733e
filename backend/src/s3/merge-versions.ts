import type { DeleteMarkerEntry } from '@aws-sdk/client-s3';

import { compareUtf8 } from '../files/compare-utf8.ts';
import type { StoredVersion } from '../files/version-store.ts';
import type { VersionListPage } from './read-version-page.ts';
import { required, requiredNumber } from './required.ts';

/**
 * Merges the versions and the delete markers of a page, which the SDK returns in two lists, into one: by key in UTF-8
 * order, and of each key the current one first, then the newest. Both keep their own order. When a file was stored and
 * deleted within one second, which is all that S3 tells, the deletion counts as the later one.
 */
export function mergeVersions({
  Versions = [],
  DeleteMarkers = [],
}: Pick<VersionListPage, 'Versions' | 'DeleteMarkers'>): readonly StoredVersion[] {
  const files = Versions.map((version) => ({
    ...common(version),
    file: { sizeBytes: requiredNumber(version.Size, 'Size'), etag: required(version.ETag, 'ETag') },
  }));
  const deletions: StoredVersion[] = DeleteMarkers.map(common);
  const merged: StoredVersion[] = [];
  for (const file of files) {
    while (deletions[0] !== undefined && comesBefore(deletions[0], file)) merged.push(...deletions.splice(0, 1));
    merged.push(file);
  }
  return [...merged, ...deletions];
}

function common({ Key, VersionId, LastModified, IsLatest }: DeleteMarkerEntry) {
  return {
    key: required(Key, 'Key'),
    versionId: required(VersionId, 'VersionId'),
    modifiedAt: required(LastModified, 'LastModified'),
    isCurrent: required(IsLatest, 'IsLatest'),
  };
}

function comesBefore(deletion: StoredVersion, file: StoredVersion): boolean {
  const byKey = compareUtf8(deletion.key, file.key);
  if (byKey !== 0) return byKey < 0;
  if (deletion.isCurrent || file.isCurrent) return deletion.isCurrent;
  return deletion.modifiedAt.getTime() >= file.modifiedAt.getTime();
}
