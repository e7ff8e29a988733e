import { checksumElement } from '../checksum-algorithms.ts';
import { requireKeyAccess } from '../encryption.ts';
import { invalidArgument, invalidRequest } from '../errors.ts';
import type { ObjectVersion, Segment } from '../store/version-row.ts';
import { xmlDocument, type XmlElements } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';
import { findObject } from './find-version.ts';

const known = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'];

/** GetObjectAttributes: answers what HEAD answers and more, without the bytes. */
export async function getObjectAttributes(call: BucketCall): Promise<Answer> {
  const { request, access, objectArn, bucket, store } = call;
  const isVersion = request.query.has('versionId');
  await access.require(isVersion ? 's3:GetObjectVersionAttributes' : 's3:GetObjectAttributes', objectArn);
  const wanted = requestedAttributes(request.header('x-amz-object-attributes'));
  const object = await findObject(call);
  const wants = (name: string) => wanted.has(name);
  if (wants('Checksum')) await requireKeyAccess(call, object.headers, 'kms:Decrypt');
  const answer = xmlAnswer(
    xmlDocument('GetObjectAttributesResponse', {
      ...(wants('ETag') && { ETag: object.etag.replaceAll('"', '') }),
      ...(wants('Checksum') && { Checksum: checksum(object) }),
      ...(wants('ObjectParts') &&
        object.partCount > 0 && { ObjectParts: parts(call, object, store.metadata.segments(object.sequence)) }),
      ...(wants('StorageClass') && { StorageClass: 'STANDARD' }),
      ...(wants('ObjectSize') && { ObjectSize: object.sizeBytes }),
    }),
  );
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'Last-Modified': object.modifiedAt.toUTCString(),
      ...(bucket.versioning !== 'never' && { 'x-amz-version-id': object.versionId }),
    },
  };
}

function requestedAttributes(header: string | undefined): ReadonlySet<string> {
  const names = (header ?? '').split(',').map((name) => name.trim());
  if (header === undefined || header.trim() === '') {
    throw invalidRequest(
      'The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty',
    );
  }
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return new Set(names);
  throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', unknown);
}

const checksum = ({ checksum: { algorithm, value, type } }: ObjectVersion): XmlElements => ({
  [checksumElement(algorithm)]: value,
  ChecksumType: type,
});

/** Returns a page of the parts, sorted by number. */
function parts(
  { request }: BucketCall,
  { partCount, checksum: { algorithm } }: ObjectVersion,
  all: readonly Segment[],
) {
  const maxParts = headerNumber(request.header('x-amz-max-parts'), 'x-amz-max-parts') ?? 1000;
  const marker = headerNumber(request.header('x-amz-part-number-marker'), 'x-amz-part-number-marker') ?? 0;
  const rest = all.filter(({ number }) => number > marker);
  const page = rest.slice(0, Math.min(maxParts, 1000));
  return {
    PartsCount: partCount,
    PartNumberMarker: marker,
    ...(rest.length > page.length && { NextPartNumberMarker: page.at(-1)?.number }),
    MaxParts: maxParts,
    IsTruncated: rest.length > page.length,
    Part: page.map(({ number, sizeBytes, checksumValue }) => ({
      PartNumber: number,
      Size: sizeBytes,
      ...(checksumValue !== '' && { [checksumElement(algorithm)]: checksumValue }),
    })),
  };
}

function headerNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
}
