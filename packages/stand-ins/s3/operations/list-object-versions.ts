import { invalidArgument } from '../errors.ts';
import { walkKeys, type ListEntry } from '../key-walk.ts';
import { sequenceOf } from '../store/version-ids.ts';
import type { Version } from '../store/version-row.ts';
import { xmlDocument, type XmlElements } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';
import { listParameters } from './list-parameters.ts';

/** ListObjectVersions: lists every version and delete marker, by key and then newest first. */
export async function listObjectVersions(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, store } = call;
  await access.require('s3:ListBucketVersions', bucket.arn);
  const parameters = listParameters(request);
  const { encode } = parameters;
  const keyMarker = request.query.get('key-marker') ?? '';
  const versionMarker = request.query.get('version-id-marker') ?? '';
  const before = markerSequence(call, keyMarker, versionMarker);
  const { entries, isTruncated } = walkKeys<Version>({
    prefix: Buffer.from(parameters.prefix),
    delimiter: Buffer.from(parameters.delimiter),
    maxEntries: parameters.maxKeys,
    after: Buffer.from(keyMarker),
    includeAfter: false,
    read: (range) => store.metadata.listVersions(bucket.name, range, before),
    keyOf: ({ key }) => key,
  });
  return xmlAnswer(
    xmlDocument('ListVersionsResult', {
      Name: bucket.name,
      Prefix: encode(parameters.prefix),
      ...(parameters.delimiter && { Delimiter: encode(parameters.delimiter) }),
      KeyMarker: encode(keyMarker),
      VersionIdMarker: versionMarker,
      MaxKeys: parameters.maxKeys,
      EncodingType: parameters.encodingType,
      IsTruncated: isTruncated,
      ...(isTruncated && nextMarkers(entries.at(-1), encode)),
      ...rows(entries, encode, call.accountId),
    }),
  );
}

/**
 * Returns the sequence below which versions of the marker's key are still to be listed. Without a version marker no
 * version of that key is left. The marker's version may have been deleted meanwhile; where the null version was is then no
 * longer known, and the versions of its key are listed again.
 */
function markerSequence({ bucket, store }: BucketCall, keyMarker: string, versionMarker: string): number {
  if (versionMarker === '') return 0;
  if (keyMarker === '') {
    const message = 'A version-id marker cannot be specified without a key marker.';
    throw invalidArgument(message, 'version-id-marker', versionMarker);
  }
  const version = store.metadata.version(bucket.name, Buffer.from(keyMarker), versionMarker);
  if (version) return version.sequence;
  if (versionMarker === 'null') return Number.MAX_SAFE_INTEGER;
  const sequence = sequenceOf(versionMarker);
  if (sequence !== undefined) return sequence;
  throw invalidArgument('Invalid version id specified', 'version-id-marker', versionMarker);
}

function nextMarkers(entry: ListEntry<Version> | undefined, encode: (text: string) => string): XmlElements {
  if (!entry) return {};
  if (entry.kind === 'prefix') return { NextKeyMarker: encode(entry.prefix.toString()) };
  const { key, versionId } = entry.row;
  return { NextKeyMarker: encode(Buffer.from(key).toString()), NextVersionIdMarker: versionId };
}

function rows(entries: readonly ListEntry<Version>[], encode: (text: string) => string, owner: string): XmlElements {
  const versions: XmlElements[] = [];
  const markers: XmlElements[] = [];
  const prefixes: XmlElements[] = [];
  for (const entry of entries) {
    if (entry.kind === 'prefix') {
      prefixes.push({ Prefix: encode(entry.prefix.toString()) });
      continue;
    }
    const { row } = entry;
    const common = {
      Key: encode(Buffer.from(row.key).toString()),
      VersionId: row.versionId,
      IsLatest: row.isLatest,
      LastModified: row.modifiedAt.toISOString(),
      Owner: { ID: owner },
    };
    if (row.kind === 'delete-marker') markers.push(common);
    else versions.push({ ...common, ETag: row.etag, Size: row.sizeBytes, StorageClass: 'STANDARD' });
  }
  return { Version: versions, DeleteMarker: markers, CommonPrefixes: prefixes };
}
