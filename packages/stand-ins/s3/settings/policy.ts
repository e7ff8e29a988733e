import { isPublic, PolicyError, readPolicy, type Policy } from '../../iam/index.ts';
import { operationNotImplemented, S3Error } from '../errors.ts';
import type { Setting, SettingOf } from './setting.ts';

const maxBytes = 20 * 1024;

const malformed = (message: string) => new S3Error('MalformedPolicy', { message });

/** The policy of a bucket, stored as it was put. */
export const policySetting: Setting = {
  subresource: 'policy',
  actions: { get: 's3:GetBucketPolicy', put: 's3:PutBucketPolicy', delete: 's3:DeleteBucketPolicy' },
  contentType: 'application/json',
  putStatus: 204,
  absent: { code: 'NoSuchBucketPolicy' },
  accept: (document, bucket) => {
    if (Buffer.byteLength(document) > maxBytes) {
      throw new S3Error('PolicyTooLarge', { details: { MaxSizeAllowed: maxBytes } });
    }
    const policy = readBucketPolicy(parsed(document));
    policy.statements.forEach((statement) => checkStatement(statement, bucket));
    if (bucket.blocksPublicPolicy && isPublic(policy)) throw blockedAsPublic(bucket);
    return document;
  },
};

/** Whether the parsed policy of a bucket lets anybody in. */
export const isPublicBucketPolicy = (document: unknown): boolean => isPublic(readBucketPolicy(document));

/**
 * Reads a policy. Throws `MalformedPolicy` for a policy that S3 refuses, and `NotImplemented` for a policy that cannot
 * be evaluated here.
 */
function readBucketPolicy(document: unknown): Policy {
  try {
    return readPolicy(document, 'resource');
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    if (error.kind === 'not-built') throw operationNotImplemented(`the bucket policy (${error.message})`);
    throw malformed(`Policies must be valid: ${error.message}`);
  }
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw malformed('Policies must be valid JSON and the first byte must be "{"');
  }
}

/** Throws unless the statement speaks about its own bucket and about actions of S3. */
function checkStatement({ resources, actions }: Policy['statements'][number], { name }: SettingOf): void {
  const own = new RegExp(`^arn:aws[a-z-]*:s3:::${name.replaceAll('.', '\\.')}(?:/.+)?$`, 's');
  if (resources.some((resource) => !own.test(resource))) throw malformed('Policy has invalid resource');
  if (actions.some((action) => !/^(?:\*|s3:[A-Za-z*?]+)$/i.test(action))) throw malformed('Policy has invalid action');
}

const blockedAsPublic = ({ name }: SettingOf) =>
  new S3Error('AccessDenied', {
    message: `User is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  });
