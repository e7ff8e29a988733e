import { createHash } from 'node:crypto';

import { invalidArgument } from '../errors.ts';
import { afterPrefix, walkKeys, type ListEntry } from '../key-walk.ts';
import type { ListedObject } from '../store/version-row.ts';
import { xmlDocument, type XmlElements } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';
import { listParameters, type ListParameters } from './list-parameters.ts';

/** ListObjectsV2: lists keys in UTF-8 order, folded below a delimiter, a page at a time. */
export async function listObjectsV2(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, store } = call;
  await access.require('s3:ListBucket', bucket.arn);
  const parameters = listParameters(request);
  const token = request.query.get('continuation-token');
  const startAfter = request.query.get('start-after') ?? '';
  const from = token === undefined ? { after: Buffer.from(startAfter), include: false } : readToken(token);
  const { entries, isTruncated } = walkKeys<ListedObject>({
    prefix: Buffer.from(parameters.prefix),
    delimiter: Buffer.from(parameters.delimiter),
    maxEntries: parameters.maxKeys,
    after: from.after,
    includeAfter: from.include,
    read: (range) => store.metadata.listKeys(bucket.name, range),
    keyOf: ({ key }) => key,
  });
  const next = entries.at(-1);
  return xmlAnswer(
    xmlDocument('ListBucketResult', {
      Name: bucket.name,
      Prefix: parameters.encode(parameters.prefix),
      ...(parameters.delimiter && { Delimiter: parameters.encode(parameters.delimiter) }),
      MaxKeys: parameters.maxKeys,
      EncodingType: parameters.encodingType,
      KeyCount: entries.length,
      IsTruncated: isTruncated,
      ...(token !== undefined && { ContinuationToken: token }),
      ...(startAfter && { StartAfter: parameters.encode(startAfter) }),
      ...(isTruncated && next && { NextContinuationToken: writeToken(next) }),
      ...contents(entries, parameters, request.query.get('fetch-owner') === 'true' ? call.accountId : undefined),
    }),
  );
}

export function contents(
  entries: readonly ListEntry<ListedObject>[],
  { encode }: ListParameters,
  owner: string | undefined,
) {
  const objects: XmlElements[] = [];
  const prefixes: XmlElements[] = [];
  for (const entry of entries) {
    if (entry.kind === 'prefix') prefixes.push({ Prefix: encode(entry.prefix.toString()) });
    else {
      const { key, modifiedAt, etag, checksum, sizeBytes } = entry.row;
      objects.push({
        Key: encode(Buffer.from(key).toString()),
        LastModified: modifiedAt.toISOString(),
        ETag: etag,
        ChecksumAlgorithm: checksum.algorithm.toUpperCase(),
        ChecksumType: checksum.type,
        Size: sizeBytes,
        Owner: owner === undefined ? undefined : { ID: owner },
        StorageClass: 'STANDARD',
      });
    }
  }
  return { Contents: objects, CommonPrefixes: prefixes };
}

/**
 * Writes an opaque token with the place where the listing goes on. A short hash in it makes sure that an invented token
 * is refused.
 */
function writeToken(entry: ListEntry<ListedObject>): string {
  const next = entry.kind === 'prefix' ? afterPrefix(entry.prefix) : Buffer.from(entry.row.key);
  const bytes = Buffer.concat([Buffer.from(entry.kind === 'prefix' ? '>' : '+'), next ?? Buffer.alloc(1025, 0xff)]);
  return Buffer.concat([tokenHash(bytes), bytes]).toString('base64');
}

function readToken(token: string): { after: Buffer; include: boolean } {
  const all = Buffer.from(token, 'base64');
  const bytes = all.subarray(8);
  if (bytes.length === 0 || !tokenHash(bytes).equals(all.subarray(0, 8))) {
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  }
  return { after: bytes.subarray(1), include: bytes.toString('latin1', 0, 1) === '>' };
}

const tokenHash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest().subarray(0, 8);
