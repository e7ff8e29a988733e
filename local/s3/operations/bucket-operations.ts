import { xmlDocument } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall, type Call } from './call.ts';

export async function listBuckets({ access, accountId, buckets }: Call): Promise<Answer> {
  await access.demand('s3:ListAllMyBuckets', '*');
  const list = buckets.all().map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt.toISOString() }));
  return xmlAnswer(xmlDocument('ListAllMyBucketsResult', { Owner: { ID: accountId }, Buckets: { Bucket: list } }));
}

export async function headBucket({ access, bucket, region }: BucketCall): Promise<Answer> {
  await access.demand('s3:ListBucket', bucket.arn);
  return { status: 200, headers: { 'x-amz-bucket-region': region, 'x-amz-access-point-alias': 'false' } };
}

/** us-east-1 is the empty text: it was there before regions were. */
export async function getBucketLocation({ access, bucket, region }: BucketCall): Promise<Answer> {
  await access.demand('s3:GetBucketLocation', bucket.arn);
  const xml = xmlDocument('LocationConstraint', {});
  return xmlAnswer(region === 'us-east-1' ? xml : xml.replace('></', `>${region}</`));
}
