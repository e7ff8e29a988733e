import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { DeletedObject, DeleteObjectsCommandOutput } from '@aws-sdk/client-s3';

import { inBatches } from '../in-batches.ts';
import type { Bucket } from './bucket.ts';
import { logDenied } from './log-denied.ts';
import { malformed, required } from './required.ts';
import { errorName, isDenial, isRefusalCode } from './s3-error.ts';
import { isTemporaryFailure, statusOf } from './temporary-failure.ts';

/** What is to be deleted: the current version while it has this ETag, or the version with this id for ever. */
export type ObjectToDelete =
  { readonly key: string; readonly etag: string } | { readonly key: string; readonly versionId: string };

/** Code of an object of which S3 has not said whether it is deleted. */
const noAnswer = 'ServiceUnavailable';

/**
 * Deletes at most 1,000 objects, as many as possible with one call. Returns S3's error code for each, in the same order;
 * `undefined` where it is deleted.
 */
export async function deleteObjects(
  bucket: Bucket,
  objects: readonly ObjectToDelete[],
): Promise<readonly (string | undefined)[]> {
  const batch = toBatch(objects);
  const codes = batch.size === 0 ? new Map<string, string | undefined>() : await deleteBatch(bucket, [...batch]);
  const all = await inBatches(objects, async (object) =>
    batch.has(object) ? codes.get(nameOf(object)) : deleteOne(bucket, object),
  );
  const deniedCount = all.filter(isDenial).length;
  if (deniedCount > 0) logDenied('delete', undefined, deniedCount);
  return all;
}

/** Chooses what one call can delete: its answer names objects by key, so it takes each name once. */
function toBatch(objects: readonly ObjectToDelete[]): ReadonlySet<ObjectToDelete> {
  const byName = new Map(objects.filter(({ key }) => isXmlText(key)).map((object) => [nameOf(object), object]));
  return new Set(byName.values());
}

/**
 * Whether XML 1.0 can carry the text. It has no control characters, not even as references, and no U+FFFE or U+FFFF; S3
 * refuses a whole call with one of them. https://www.w3.org/TR/xml/#charsets
 */
function isXmlText(text: string): boolean {
  return !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
}

async function deleteBatch(
  { client, name }: Bucket,
  objects: readonly ObjectToDelete[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const Objects = objects.map((object) => ({ Key: object.key, ...conditionOf(object) }));
  const command = new DeleteObjectsCommand({ Bucket: name, Delete: { Objects, Quiet: false } });
  try {
    const codes = codesOf(await client.send(command), objects.some(hasVersion));
    if (objects.some((object) => !codes.has(nameOf(object)))) throw malformed('Deleted');
    return codes;
  } catch (error) {
    if (!isTemporaryFailure(error)) throw error;
    return new Map(objects.map((object) => [nameOf(object), noAnswer]));
  }
}

function codesOf(
  { Deleted = [], Errors = [] }: DeleteObjectsCommandOutput,
  byVersion: boolean,
): ReadonlyMap<string, string | undefined> {
  const name = ({ Key, VersionId, DeleteMarkerVersionId }: DeletedObject): string => {
    const key = required(Key, 'Key');
    // Of a deletion that was removed, some servers give the id only as that of a delete marker.
    const versionId = VersionId ?? DeleteMarkerVersionId;
    return nameOf(byVersion ? { key, versionId: required(versionId, 'VersionId') } : { key, etag: '' });
  };
  return new Map([
    ...Deleted.map((deleted) => [name(deleted), undefined] as const),
    ...Errors.map((error) => [name(error), required(error.Code, 'Code')] as const),
  ]);
}

async function deleteOne({ client, name }: Bucket, object: ObjectToDelete): Promise<string | undefined> {
  const condition = hasVersion(object) ? { VersionId: object.versionId } : { IfMatch: object.etag };
  try {
    await client.send(new DeleteObjectCommand({ Bucket: name, Key: object.key, ...condition }));
    return undefined;
  } catch (error) {
    if (isTemporaryFailure(error)) return noAnswer;
    const code = errorName(error);
    if (code === undefined || !isRefusal(error)) throw error;
    return code;
  }
}

/** Whether S3 refused the request for what this object is, as it would within a batch. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return isRefusalCode(errorName(error) ?? '') || status === 404 || status === 409 || status === 412;
}

function conditionOf(object: ObjectToDelete): { ETag: string } | { VersionId: string } {
  return hasVersion(object) ? { VersionId: object.versionId } : { ETag: object.etag };
}

function hasVersion(object: ObjectToDelete): object is Extract<ObjectToDelete, { versionId: string }> {
  return 'versionId' in object;
}

/** Names an object within one call. */
function nameOf(object: ObjectToDelete): string {
  return hasVersion(object) ? `${object.versionId} ${object.key}` : object.key;
}
