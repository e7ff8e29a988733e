import type { AuthorizationRequest, BucketGuard } from './authorize.ts';
import { isAllowed } from './decision.ts';
import { readPolicy, type Policy } from './policy.ts';
import { readRequester } from './principals.ts';
import { isPublic } from './public-policy.ts';

/** An account as far as decisions need it. */
export interface Account {
  readonly accountId: string;
  readonly partition: string;
  /** The identity policies of a principal other than the root user. */
  readonly policiesOf: (principalArn: string) => readonly Policy[];
  /** The guard of a bucket or of a role that may be assumed. */
  readonly guardOf: (resource: string) => Guard | undefined;
  /** Condition keys about the transport of every request. */
  readonly transport: Readonly<Record<string, string>>;
}

/** The policy of a resource, read, and whether it opens the resource to nobody outside the account. */
export interface Guard {
  readonly policy: Policy | undefined;
  readonly isClosedToStrangers: boolean;
}

/** The policy of an account's root user. */
const administrator = readPolicy(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  'identity',
);

/**
 * "As a security precaution, the root user of the AWS account that owns a bucket can perform" these "even if their
 * bucket policy explicitly denies the root user's access" (PutBucketPolicy, API Reference).
 */
const neverLockedOut = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

/**
 * Makes the decisions of one account. A decision throws `PolicyError` when a bucket policy or session policy that came with
 * the request cannot be read: then the service must answer 500, not allow.
 */
export function authorizeIn({ accountId, partition, policiesOf, guardOf, transport }: Account) {
  const root = `arn:${partition}:iam::${accountId}:root`;
  const keyGuard = guardOfKeys(partition, accountId, root);
  const identityPolicies = (arn: string) => (arn === root ? [administrator] : policiesOf(arn));
  return ({ principal, action, resource, context, guard: given }: AuthorizationRequest): boolean => {
    const arn = principal?.principalArn;
    const guard = given === undefined ? (guardOf(resource) ?? keyGuard(resource)) : readGuard(given);
    const isUnbound = arn === root && neverLockedOut.includes(action);
    return isAllowed({
      requester: readRequester(arn),
      action,
      resource,
      account: accountId,
      context: byLowerCase({ ...context, ...transport }),
      identityPolicies: arn === undefined ? [] : identityPolicies(arn),
      sessionPolicy: principal?.sessionPolicy === undefined ? undefined : readOnce(principal.sessionPolicy, 'identity'),
      resourcePolicy: isUnbound ? undefined : guard?.policy,
      isClosedToStrangers: guard?.isClosedToStrangers === true,
    });
  };
}

/** Reads the guard of a bucket. Throws `PolicyError`. */
export function readGuard({ policy: document, restrictsPublic }: BucketGuard): Guard {
  if (document === undefined) return { policy: undefined, isClosedToStrangers: false };
  const policy = readOnce(document, 'resource');
  return { policy, isClosedToStrangers: restrictsPublic && isPublic(policy) };
}

/**
 * Every KMS key of the account has the default key policy, which leaves the key to IAM. What the policy of a key in another
 * account says is not known, so that key has none and lets nobody in.
 */
function guardOfKeys(partition: string, accountId: string, root: string) {
  const own = new RegExp(`^arn:${partition}:kms:[^:]+:${accountId}:key/`);
  const statement = { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' };
  const policy = readPolicy({ Version: '2012-10-17', Statement: [statement] }, 'resource');
  const guard: Guard = { policy, isClosedToStrangers: false };
  return (resource: string): Guard | undefined => (own.test(resource) ? guard : undefined);
}

const read = new WeakMap<object, Policy>();

/** Reads a document once, however many requests come with it. */
function readOnce(document: unknown, kind: 'identity' | 'resource'): Policy {
  if (typeof document !== 'object' || document === null) return readPolicy(document, kind);
  const policy = read.get(document) ?? readPolicy(document, kind);
  read.set(document, policy);
  return policy;
}

const byLowerCase = (context: AuthorizationRequest['context']) =>
  new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
