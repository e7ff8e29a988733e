import { invalidArgument } from '../errors.ts';
import { xmlDocument } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall, type Call } from './call.ts';

const maxBuckets = 10_000;

/** ListBuckets: all buckets by name, at once or a page at a time. */
export async function listBuckets({ request, access, accountId, region, buckets }: Call): Promise<Answer> {
  await access.require('s3:ListAllMyBuckets', '*');
  const prefix = request.query.get('prefix') ?? '';
  const after = Buffer.from(request.query.get('continuation-token') ?? '', 'base64url').toString();
  const isHere = (request.query.get('bucket-region') ?? region) === region;
  const found = buckets.all().filter(({ name }) => isHere && name.startsWith(prefix) && name > after);
  const page = found.slice(0, pageSize(request.query.get('max-buckets')));
  const last = page.at(-1);
  const isPaged = request.query.has('max-buckets');
  return xmlAnswer(
    xmlDocument('ListAllMyBucketsResult', {
      Owner: { ID: accountId },
      Buckets: {
        Bucket: page.map(({ name, createdAt }) => ({
          Name: name,
          CreationDate: createdAt.toISOString(),
          ...(isPaged && { BucketRegion: region }),
        })),
      },
      ...(prefix !== '' && { Prefix: prefix }),
      ...(last && page.length < found.length && { ContinuationToken: Buffer.from(last.name).toString('base64url') }),
    }),
  );
}

export async function headBucket({ access, bucket, region }: BucketCall): Promise<Answer> {
  await access.require('s3:ListBucket', bucket.arn);
  return { status: 200, headers: { 'x-amz-bucket-region': region, 'x-amz-access-point-alias': 'false' } };
}

/** GetBucketLocation. The location of us-east-1 is the empty text, because the region is older than the others. */
export async function getBucketLocation({ access, bucket, region }: BucketCall): Promise<Answer> {
  await access.require('s3:GetBucketLocation', bucket.arn);
  const xml = xmlDocument('LocationConstraint', {});
  return xmlAnswer(region === 'us-east-1' ? xml : xml.replace('></', `>${region}</`));
}

function pageSize(text: string | undefined): number {
  const size = Number(text ?? maxBuckets);
  if (Number.isInteger(size) && size >= 1 && size <= maxBuckets) return size;
  throw invalidArgument(`max-buckets must be between 1 and ${maxBuckets}`, 'max-buckets', text ?? '');
}
