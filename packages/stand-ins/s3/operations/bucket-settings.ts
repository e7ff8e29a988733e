import { requireDigest, readText } from '../body/read-text.ts';
import { S3Error } from '../errors.ts';
import { settings, type Setting } from '../settings/index.ts';
import { deletedDocument } from '../settings/setting.ts';
import { isPublicBucketPolicy } from '../settings/policy.ts';
import { xmlDocument } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';

type Operation = (call: BucketCall) => Promise<Answer>;

const maxBytes = 64 * 1024;

const get =
  ({ subresource, actions, contentType, absent, deleted }: Setting): Operation =>
  async ({ access, bucket }) => {
    await access.require(actions.get, bucket.arn);
    const document = bucket.documents.get(subresource);
    const answer = document === deletedDocument && deleted ? deleted : document === undefined ? absent : { document };
    if ('code' in answer) throw new S3Error(answer.code, { details: { BucketName: bucket.name } });
    return { status: 200, headers: { 'Content-Type': contentType }, body: answer.document };
  };

const put =
  ({ subresource, putStatus, accept }: Setting, action: string): Operation =>
  async ({ request, requester, access, bucket, buckets }) => {
    await access.require(action, bucket.arn);
    requireDigest(request);
    const text = await readText(request, requester, maxBytes);
    buckets.set(bucket, subresource, accept(text, bucket));
    return { status: putStatus };
  };

const remove =
  ({ subresource, deleted }: Setting, action: string): Operation =>
  async ({ access, bucket, buckets }) => {
    await access.require(action, bucket.arn);
    buckets.set(bucket, subresource, deleted && deletedDocument);
    return { status: 204 };
  };

/** GetBucketCors, PutBucketCors, DeleteBucketCors and so on, by method and subresource. */
export const settingOperations: Readonly<Record<string, Operation>> = Object.fromEntries(
  settings.flatMap((setting) => {
    const { subresource, actions } = setting;
    return [
      [`GET ${subresource}`, get(setting)] as const,
      ...(actions.put === undefined ? [] : [[`PUT ${subresource}`, put(setting, actions.put)] as const]),
      ...(actions.delete === undefined ? [] : [[`DELETE ${subresource}`, remove(setting, actions.delete)] as const]),
    ];
  }),
);

/** GetBucketPolicyStatus: says whether BlockPublicPolicy would call the policy public. */
export async function getBucketPolicyStatus({ access, bucket }: BucketCall): Promise<Answer> {
  await access.require('s3:GetBucketPolicyStatus', bucket.arn);
  const { policy } = bucket.guard;
  if (policy === undefined) throw new S3Error('NoSuchBucketPolicy', { details: { BucketName: bucket.name } });
  return xmlAnswer(xmlDocument('PolicyStatus', { IsPublic: isPublicBucketPolicy(policy) }));
}
