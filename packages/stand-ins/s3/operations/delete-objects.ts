import { array, maxLength, minLength, object, optional, pipe, string, type InferOutput } from 'valibot';

import { requireDigest, readText } from '../body/read-text.ts';
import type { Access } from '../access.ts';
import { S3Error } from '../errors.ts';
import { checkDeleteCondition } from '../preconditions.ts';
import type { Deleted } from '../store/deletes.ts';
import { readXml } from '../xml-read.ts';
import { xmlDocument, type XmlElements } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';

const maxBytes = 2 * 1024 * 1024;

const request = object({
  Delete: object({
    Object: pipe(
      array(object({ Key: pipe(string(), minLength(1)), VersionId: optional(string()), ETag: optional(string()) })),
      minLength(1),
      maxLength(1000),
    ),
    Quiet: optional(string()),
  }),
});

type Item = InferOutput<typeof request>['Delete']['Object'][number];

/** DeleteObjects: makes up to 1,000 deletes; each is allowed or refused on its own. */
export async function deleteObjects(call: BucketCall): Promise<Answer> {
  requireDigest(call.request);
  const text = await readText(call.request, call.requester, maxBytes);
  const { Object: items, Quiet: quiet } = readXml(text, ['Object'], request).Delete;
  const outcomes = await deleteAllowed(call, items);
  const deleted: XmlElements[] = [];
  const errors: XmlElements[] = [];
  for (const [item, outcome] of outcomes) {
    if (!(outcome instanceof S3Error)) deleted.push(described(item, outcome));
    else errors.push({ Key: item.Key, VersionId: item.VersionId, Code: outcome.code, Message: outcome.message });
  }
  const listed = quiet === 'true' ? {} : { Deleted: deleted };
  return xmlAnswer(xmlDocument('DeleteResult', { ...listed, Error: errors }));
}

/** Asks the policies about every item first, and makes the deletes that they allow in one transaction. */
async function deleteAllowed({ access, bucket, store }: BucketCall, items: readonly Item[]) {
  const refusals = new Map<Item, S3Error>();
  for (const item of items) {
    const refusal = await refusalOf(access, bucket.arn, item);
    if (refusal !== undefined) refusals.set(item, refusal);
  }
  const allowed = items.filter((item) => !refusals.has(item));
  const results = await store.deleteMany(
    bucket,
    allowed.map(({ Key, VersionId, ETag }) => ({
      key: Buffer.from(Key),
      versionId: VersionId,
      condition: (current) => checkDeleteCondition(ETag, current, Key),
    })),
  );
  const done = new Map(allowed.map((item, index) => [item, results[index]] as const));
  return items.flatMap((item) => {
    const outcome = refusals.get(item) ?? done.get(item);
    return outcome === undefined ? [] : [[item, outcome] as const];
  });
}

/**
 * Returns the refusal of the policies. The ETag of an item stands for the header of a single delete: it is the condition key
 * `s3:if-match` of this item, and a header of the whole request is not ("Enforce conditional deletes on Amazon S3 buckets").
 */
async function refusalOf(access: Access, bucketArn: string, { Key, VersionId, ETag }: Item) {
  const objectArn = `${bucketArn}/${Key}`;
  try {
    const context = { 's3:if-match': ETag, ...(VersionId !== undefined && { 's3:VersionId': VersionId }) };
    await access.require(VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', objectArn, context);
    if (ETag !== undefined && ETag !== '*') await access.require('s3:GetObject', objectArn);
    return undefined;
  } catch (error) {
    if (error instanceof S3Error) return error;
    throw error;
  }
}

function described({ Key, VersionId }: Item, { versionId, deleteMarker }: Deleted): XmlElements {
  const marker = deleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: versionId } : {};
  return { Key, VersionId, ...marker };
}
