import { object, optional, string, type InferOutput } from 'valibot';

import { readText } from '../body/read-text.ts';
import { documentsOf } from '../bucket-definition.ts';
import { headerNotImplemented, S3Error } from '../errors.ts';
import { checkBucketTags, tagElements, writeTagging } from '../tags.ts';
import { element, readXml } from '../xml-read.ts';
import type { Answer, Call } from './call.ts';

const maxBytes = 16 * 1024;
const enforced = 'BucketOwnerEnforced';

const configuration = object({
  CreateBucketConfiguration: element({ LocationConstraint: optional(string()), Tags: optional(tagElements) }),
});
type Configuration = InferOutput<typeof configuration>['CreateBucketConfiguration'];

/**
 * CreateBucket: makes an empty bucket without a policy, closed to the public and without ACLs, as every new bucket
 * since 2023.
 */
export async function createBucket(call: Call): Promise<Answer> {
  const { request, access, region, buckets } = call;
  const name = request.bucketName ?? '';
  checkName(name);
  await access.require('s3:CreateBucket', `arn:aws:s3:::${name}`);
  refuseHeaders(call);
  const { LocationConstraint, Tags: { Tag: tags } = { Tag: [] } } = await readConfiguration(call);
  checkLocation(LocationConstraint, region);
  checkBucketTags(tags);
  // "You must have the s3:TagResource permission to create a general purpose bucket with tags."
  if (tags.length > 0) await access.require('s3:TagResource', `arn:aws:s3:::${name}`);
  const answer = { status: 200, headers: { Location: `/${name}` } };
  if (buckets.get(name)) {
    // "If you re-create an existing bucket that you already own in [us-east-1], Amazon S3 returns 200 OK."
    if (region === 'us-east-1') return answer;
    throw new S3Error('BucketAlreadyOwnedByYou', { details: { BucketName: name } });
  }
  const documents = new Map(documentsOf({ name, properties: {} }));
  if (tags.length > 0) documents.set('tagging', writeTagging(tags));
  buckets.create(name, call.now(), documents);
  return answer;
}

/** Checks the name by "General purpose bucket naming rules". Throws `InvalidBucketName`. */
function checkName(name: string): void {
  const isLegal =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(?:xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (!isLegal) throw new S3Error('InvalidBucketName', { details: { BucketName: name } });
}

function refuseHeaders({ request }: Call): void {
  const acl = request.header('x-amz-acl') ?? 'private';
  const grants = request.headerNames.some((name) => name.startsWith('x-amz-grant-'));
  if (acl !== 'private' || grants) throw new S3Error('InvalidBucketAclWithObjectOwnership');
  if ((request.header('x-amz-object-ownership') ?? enforced) !== enforced) {
    throw headerNotImplemented('x-amz-object-ownership');
  }
  if (request.header('x-amz-bucket-object-lock-enabled')?.toLowerCase() === 'true') {
    throw headerNotImplemented('x-amz-bucket-object-lock-enabled');
  }
}

async function readConfiguration({ request, requester }: Call): Promise<Configuration> {
  if (Number(request.header('content-length') ?? '0') === 0) return {};
  const text = await readText(request, requester, maxBytes);
  return readXml(text, ['Tag'], configuration).CreateBucketConfiguration;
}

/** Checks the location. A regional endpoint creates buckets of its own region only; us-east-1 has no name there. */
function checkLocation(constraint: string | undefined, region: string): void {
  if (region === 'us-east-1') {
    if (constraint === undefined || constraint === '') return;
    throw new S3Error('InvalidLocationConstraint', { details: { LocationConstraint: constraint } });
  }
  if (constraint === region) return;
  throw new S3Error('IllegalLocationConstraintException', {
    message: `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  });
}
