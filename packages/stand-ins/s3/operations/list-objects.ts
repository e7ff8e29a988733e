import { walkKeys } from '../key-walk.ts';
import type { ListedObject } from '../store/version-row.ts';
import { xmlDocument } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';
import { contents } from './list-objects-v2.ts';
import { listParameters } from './list-parameters.ts';

/** ListObjects, the first version: pages go on after a key that the client names. */
export async function listObjects(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, store } = call;
  await access.require('s3:ListBucket', bucket.arn);
  const parameters = listParameters(request);
  const { encode } = parameters;
  const marker = request.query.get('marker') ?? '';
  const { entries, isTruncated } = walkKeys<ListedObject>({
    prefix: Buffer.from(parameters.prefix),
    delimiter: Buffer.from(parameters.delimiter),
    maxEntries: parameters.maxKeys,
    after: Buffer.from(marker),
    includeAfter: false,
    read: (range) => store.metadata.listKeys(bucket.name, range),
    keyOf: ({ key }) => key,
  });
  const last = entries.at(-1);
  const next = last?.kind === 'prefix' ? last.prefix : Buffer.from(last?.row.key ?? '');
  return xmlAnswer(
    xmlDocument('ListBucketResult', {
      Name: bucket.name,
      Prefix: encode(parameters.prefix),
      Marker: encode(marker),
      // "This element is returned only if you have the delimiter request parameter specified."
      ...(isTruncated && parameters.delimiter && { NextMarker: encode(next.toString()) }),
      MaxKeys: parameters.maxKeys,
      ...(parameters.delimiter && { Delimiter: encode(parameters.delimiter) }),
      EncodingType: parameters.encodingType,
      IsTruncated: isTruncated,
      ...contents(entries, parameters, call.accountId),
    }),
  );
}
