import { walkKeys, type ListEntry } from '../../key-walk.ts';
import type { Upload } from '../../store/upload-row.ts';
import { xmlDocument, type XmlElements } from '../../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from '../call.ts';
import { listParameters } from '../list-parameters.ts';

type Encode = (text: string) => string;

/** ListMultipartUploads: lists open uploads by key and then by their start, folded below a delimiter. */
export async function listMultipartUploads(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, store, accountId } = call;
  await access.require('s3:ListBucketMultipartUploads', bucket.arn);
  const { prefix, delimiter, maxKeys, encode, encodingType } = listParameters(request, 'max-uploads');
  const keyMarker = request.query.get('key-marker') ?? '';
  // "If key-marker is not specified, the upload-id-marker parameter is ignored."
  const idMarker = keyMarker === '' ? '' : (request.query.get('upload-id-marker') ?? '');
  const { entries, isTruncated } = walkKeys<Upload>({
    prefix: Buffer.from(prefix),
    delimiter: Buffer.from(delimiter),
    maxEntries: maxKeys,
    after: Buffer.from(keyMarker),
    includeAfter: false,
    read: (range) => store.uploads.list(bucket.name, range, idMarker || undefined),
    keyOf: ({ key }) => key,
  });
  return xmlAnswer(
    xmlDocument('ListMultipartUploadsResult', {
      Bucket: bucket.name,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: idMarker,
      ...(isTruncated && nextMarkers(entries.at(-1), encode)),
      Prefix: encode(prefix),
      ...(delimiter && { Delimiter: encode(delimiter) }),
      EncodingType: encodingType,
      MaxUploads: maxKeys,
      IsTruncated: isTruncated,
      ...rows(entries, encode, accountId),
    }),
  );
}

function nextMarkers(entry: ListEntry<Upload> | undefined, encode: Encode): XmlElements {
  if (!entry) return {};
  if (entry.kind === 'prefix') return { NextKeyMarker: encode(entry.prefix.toString()), NextUploadIdMarker: '' };
  const { key, uploadId } = entry.row;
  return { NextKeyMarker: encode(Buffer.from(key).toString()), NextUploadIdMarker: uploadId };
}

function rows(entries: readonly ListEntry<Upload>[], encode: Encode, owner: string): XmlElements {
  const uploads: XmlElements[] = [];
  const prefixes: XmlElements[] = [];
  for (const entry of entries) {
    if (entry.kind === 'prefix') {
      prefixes.push({ Prefix: encode(entry.prefix.toString()) });
      continue;
    }
    const { key, uploadId, initiatedAt, checksum } = entry.row;
    uploads.push({
      Key: encode(Buffer.from(key).toString()),
      UploadId: uploadId,
      Initiator: { ID: owner },
      Owner: { ID: owner },
      StorageClass: 'STANDARD',
      Initiated: initiatedAt.toISOString(),
      ...(checksum && { ChecksumAlgorithm: checksum.algorithm.toUpperCase(), ChecksumType: checksum.type }),
    });
  }
  return { Upload: uploads, CommonPrefixes: prefixes };
}
