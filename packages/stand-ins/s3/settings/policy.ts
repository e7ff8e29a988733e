import { loadPolicy, validateResourcePolicy, type Statement } from '@cloud-copilot/iam-policy';

import { operationNotImplemented, S3Error } from '../errors.ts';
import { isPublicPolicy } from './public-policy.ts';
import type { Setting, SettingOf } from './setting.ts';

const maxBytes = 20 * 1024;

const malformed = (message: string) => new S3Error('MalformedPolicy', { message });

/** A bucket's policy, kept as it was put. */
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
    const policy = loadPolicy(readPolicy(document));
    policy.statements().forEach((statement) => checkStatement(statement, bucket));
    policy.statements().forEach(refuseNotBuilt);
    if (bucket.blocksPublicPolicy && isPublicPolicy(policy)) throw blockedAsPublic(bucket);
    return document;
  },
};

/** Throws `MalformedPolicy` for what is no policy at all. */
export function readPolicy(document: string): unknown {
  const policy = parsed(document);
  const [error] = validateResourcePolicy(policy);
  if (error) throw malformed(`Policies must be valid: ${error.path} ${error.message}`);
  return policy;
}

/** Of a stored document: whether it lets anybody in. */
export const isPublic = (policy: unknown): boolean => isPublicPolicy(loadPolicy(policy));

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw malformed('Policies must be valid JSON and the first byte must be "{"');
  }
}

/** Tags of the object are not read before a decision, and a condition on them would silently never hold. */
function refuseNotBuilt(statement: Statement): void {
  const keys = Object.values(statement.conditionMap() ?? {}).flatMap((condition) => Object.keys(condition));
  const found = keys.find((key) => /^s3:ExistingObjectTag\//i.test(key));
  if (found !== undefined) throw operationNotImplemented(`the condition key ${found}`);
}

/** A bucket policy speaks of its own bucket, of actions of S3, and says for whom. */
function checkStatement(statement: Statement, { name }: SettingOf): void {
  if (!statement.isPrincipalStatement() && !statement.isNotPrincipalStatement()) {
    throw malformed('Missing required field Principal');
  }
  const own = new RegExp(`^arn:aws[a-z-]*:s3:::${name.replaceAll('.', '\\.')}(?:/.+)?$`, 's');
  const resources = statement.isResourceStatement()
    ? statement.resources()
    : statement.isNotResourceStatement()
      ? statement.notResources()
      : [];
  if (resources.length === 0) throw malformed('Missing required field Resource');
  if (resources.some((resource) => !own.test(resource.value()))) throw malformed('Policy has invalid resource');
  const actions = statement.isActionStatement()
    ? statement.actions()
    : statement.isNotActionStatement()
      ? statement.notActions()
      : [];
  if (actions.some((action) => !/^(?:\*|s3:[A-Za-z*?]+)$/i.test(action.value()))) {
    throw malformed('Policy has invalid action');
  }
}

const blockedAsPublic = ({ name }: SettingOf) =>
  new S3Error('AccessDenied', {
    message: `User is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  });
