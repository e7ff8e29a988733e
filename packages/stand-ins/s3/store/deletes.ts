import type { Bucket } from '../bucket.ts';
import type { Metadata } from './metadata.ts';
import type { PendingWrites } from './pending-writes.ts';
import type { UploadRecords } from './upload-records.ts';
import { versionIdOf } from './version-ids.ts';
import type { WriteCondition } from './write-condition.ts';

/** What a delete did, as its answer reports it. */
export interface Deleted {
  readonly versionId: string | undefined;
  readonly deleteMarker: boolean;
}

/** One delete: of the current version, or of the version that is named. */
export interface Delete {
  readonly key: Uint8Array;
  readonly versionId: string | undefined;
  /** Decides from the current version, also about a delete of another version. */
  readonly condition: WriteCondition;
}

/** Blobs that nothing needs any more. */
export interface Unused {
  readonly unused: readonly string[];
}

const nullVersion = 'null';

/** Where deletes are written and who learns of them. */
export interface DeleteNeeds {
  readonly metadata: Metadata;
  readonly uploads: UploadRecords;
  readonly pending: PendingWrites;
  readonly now: () => Date;
}

/**
 * Deletes within a transaction of the calling code. Without a version id it adds a delete marker, or removes the object where
 * versioning was never enabled. With one it removes that version for good and makes the next older one current.
 */
export function deleteObject(needs: DeleteNeeds, bucket: Bucket, { key, versionId, condition }: Delete) {
  const current = needs.metadata.latest(bucket.name, key);
  condition(current);
  const outcome =
    versionId === undefined ? deleteCurrent(needs, bucket, key) : deleteVersion(needs, bucket, key, versionId);
  const isGone = versionId === undefined || versionId === current?.versionId;
  if (isGone && current?.kind === 'object') {
    needs.pending.tellDeleted(bucket, key);
    needs.uploads.overtake(bucket.name, key);
  }
  return outcome;
}

function deleteCurrent({ metadata, now }: DeleteNeeds, bucket: Bucket, key: Uint8Array): Deleted & Unused {
  const { name, versioning } = bucket;
  const unused = versioning === 'enabled' ? [] : removeVersion(metadata, bucket, key, nullVersion);
  const versionId = newVersionId(metadata, bucket);
  if (versioning !== 'never') metadata.insert({ bucket: name, key, versionId, modifiedAt: now() });
  return { unused, versionId: reported(bucket, versionId), deleteMarker: versioning !== 'never' };
}

function deleteVersion(
  { metadata }: DeleteNeeds,
  bucket: Bucket,
  key: Uint8Array,
  versionId: string,
): Deleted & Unused {
  const found = metadata.version(bucket.name, key, versionId);
  const unused = found ? metadata.remove(bucket.name, found) : [];
  return { unused, versionId, deleteMarker: found?.kind === 'delete-marker' };
}

/** Removes a version, if it is there. Returns the blobs that nothing needs any more. */
export function removeVersion(metadata: Metadata, bucket: Bucket, key: Uint8Array, versionId: string): string[] {
  const old = metadata.version(bucket.name, key, versionId);
  return old ? metadata.remove(bucket.name, old) : [];
}

/** Returns the id of the version that is inserted next. */
export const newVersionId = (metadata: Metadata, { versioning }: Bucket): string =>
  versioning === 'enabled' ? versionIdOf(metadata.nextSequence()) : nullVersion;

/** Returns the version id that an answer names. */
export const reported = ({ versioning }: Bucket, versionId: string): string | undefined =>
  versioning === 'never' ? undefined : versionId;
