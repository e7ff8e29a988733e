import { createsObject } from '../../access.ts';
import { createHashSet } from '../../body/hash-set.ts';
import { readText } from '../../body/read-text.ts';
import { checksumElement } from '../../checksum-algorithms.ts';
import { requireKeyAccess, encryptionOf } from '../../encryption.ts';
import { checkWriteCondition, writeConditionHeaders } from '../../preconditions.ts';
import type { Assemble, Content } from '../../store/object-store.ts';
import { xmlDocument } from '../../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from '../call.ts';
import { chooseParts } from './choose-parts.ts';
import { readCompletedParts, type CompletedPart } from './completed-parts.ts';
import { findUpload } from './find-upload.ts';
import { checksumOfWhole, wholeObject } from './whole-object.ts';

/** Room for 10,000 parts with an ETag and a SHA-256 each, with generous spaces. */
const maxBytes = 4 * 1024 * 1024;

/** CompleteMultipartUpload: makes the parts the current version of the key, or leaves the upload as it is. */
export async function completeMultipartUpload(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, key, objectArn, store } = call;
  const condition = writeConditionHeaders((name) => request.header(name));
  await access.require('s3:PutObject', objectArn, createsObject);
  // As for PutObject, comparing an ETag counts as reading it.
  if (condition.kind === 'replace') await access.require('s3:GetObject', objectArn);
  const { checksum, headers } = findUpload(call);
  // The checksum of the whole is computed from the parts ("additional checksum value", API Reference).
  if (checksum) await requireKeyAccess(call, headers, 'kms:Decrypt');
  const listed = readCompletedParts(await readText(request, call.requester, maxBytes, 'object'));
  const assemble = await assembler(call, listed);
  const { content, versionId } = await store.complete(
    bucket,
    () => findUpload(call),
    assemble,
    (current, isOvertaken) => checkWriteCondition(condition, current, key, isOvertaken),
  );
  return answer(call, content, versionId);
}

async function assembler(call: BucketCall, listed: readonly CompletedPart[]): Promise<Assemble> {
  const upload = findUpload(call);
  const composite = await createHashSet([checksumOfWhole(upload).algorithm]);
  return (parts) => {
    const chosen = chooseParts(upload, parts, listed);
    const taken = new Set(chosen);
    return {
      content: wholeObject(call.request, upload, chosen, composite),
      leftOut: parts.filter((part) => !taken.has(part)),
    };
  };
}

function answer({ request, bucket, key }: BucketCall, content: Content, versionId: string | undefined): Answer {
  const { etag, checksum } = content;
  const host = request.header('host') ?? '';
  const xml = xmlAnswer(
    xmlDocument('CompleteMultipartUploadResult', {
      Location: `http://${host}${request.rawPath}`,
      Bucket: bucket.name,
      Key: key,
      ETag: etag,
      [checksumElement(checksum.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    }),
  );
  return {
    ...xml,
    headers: {
      ...xml.headers,
      ...encryptionOf(content.headers),
      ...(versionId !== undefined && { 'x-amz-version-id': versionId }),
    },
  };
}
