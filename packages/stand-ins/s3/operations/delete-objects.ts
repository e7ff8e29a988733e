import { array, maxLength, minLength, object, optional, pipe, string, type InferOutput } from 'valibot';

import { requireDigest, readText } from '../body/read-text.ts';
import { S3Error } from '../errors.ts';
import { checkDeleteCondition } from '../preconditions.ts';
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
  const deleted: XmlElements[] = [];
  const errors: XmlElements[] = [];
  for (const item of items) {
    try {
      deleted.push(await deleteOne(call, item));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      errors.push({ Key: item.Key, VersionId: item.VersionId, Code: error.code, Message: error.message });
    }
  }
  const listed = quiet === 'true' ? {} : { Deleted: deleted };
  return xmlAnswer(xmlDocument('DeleteResult', { ...listed, Error: errors }));
}

async function deleteOne({ access, bucket, store }: BucketCall, item: Item): Promise<XmlElements> {
  const { Key, VersionId, ETag } = item;
  const keyBytes = Buffer.from(Key);
  const objectArn = `${bucket.arn}/${Key}`;
  if (VersionId === undefined) {
    await access.require('s3:DeleteObject', objectArn);
    if (ETag !== undefined && ETag !== '*') await access.require('s3:GetObject', objectArn);
    const result = await store.delete(bucket, keyBytes, (current) => checkDeleteCondition(ETag, current, Key));
    if (!result.deleteMarker) return { Key };
    return { Key, DeleteMarker: true, DeleteMarkerVersionId: result.versionId };
  }
  await access.require('s3:DeleteObjectVersion', objectArn, { 's3:VersionId': VersionId });
  const { deleteMarker } = await store.deleteVersion(bucket, keyBytes, VersionId);
  return { Key, VersionId, ...(deleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: VersionId }) };
}
