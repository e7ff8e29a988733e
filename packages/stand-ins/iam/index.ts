import type { ResolvedTemplate } from '@airlock/template';

import type { Authorize, AuthorizationRequest, BucketGuard } from './authorize.ts';
import { assumableRoles, bucketGuards, keyGuard, rolePolicies, type IdentityPolicy } from './policies.ts';

export type { Authorize, AuthorizationRequest, BucketGuard } from './authorize.ts';
export { assumableRoles, bucketGuards } from './policies.ts';

export interface AuthorizeOptions {
  /** One more role, by name, that may do what all functions together may: for containers that share one key. */
  readonly sharedRoleName?: string;
  /** What the requests of this stack say about their transport; see `loopback` below. */
  readonly transport?: Readonly<Record<string, string>>;
}

/** An account as far as decisions need it. */
interface Account {
  readonly accountId: string;
  readonly partition: string;
  readonly policiesOf: (principalArn: string) => readonly IdentityPolicy[];
  readonly guardOf: (resource: string) => BucketGuard | undefined;
  readonly transport: Readonly<Record<string, string>>;
}

/**
 * The stand-ins speak plain HTTP on 127.0.0.1, where S3 has a TLS front before it. The loopback listener stands for
 * that front, so requests are presented as having come through it: the statements of the bucket policy about transport
 * pass here and are proven on the template alone; every other statement is evaluated for real.
 */
const loopback = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };

/** An account's root user and nobody else; made for this installation. */
const administrator: IdentityPolicy = {
  name: 'AdministratorAccess',
  policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/**
 * "As a security precaution, the root user of the AWS account that owns a bucket can perform" these "even if their
 * bucket policy explicitly denies the root user's access" (PutBucketPolicy, API Reference).
 */
const neverLockedOut = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

/**
 * Decides as IAM would: the identity policies of the caller's role in template.yaml, the policy of its session and the
 * policy of the bucket, or of the role that is to be assumed.
 * The promise rejects when a policy is malformed or the action is unknown: then the service must answer 500, not allow.
 */
export function createAuthorize(template: ResolvedTemplate, options: AuthorizeOptions = {}): Authorize {
  const buckets = bucketGuards(template);
  const roles = trustGuards(template);
  const { accountId, partition } = template.stack;
  return decide({
    accountId,
    partition,
    policiesOf: identityPolicies(template, options.sharedRoleName),
    guardOf: (resource) => buckets.get(bucketOf(resource)) ?? roles.get(resource),
    transport: options.transport ?? loopback,
  });
}

/** An account with nobody but its root user, whom bucket policies bind: for a server without a template. */
export const createRootAuthorize = (accountId: string): Authorize =>
  decide({
    accountId,
    partition: 'aws',
    policiesOf: (principalArn) => (principalArn === rootOf('aws', accountId) ? [administrator] : []),
    guardOf: () => undefined,
    transport: loopback,
  });

/** Costs 0.1 s, so it is loaded when first asked for; call it early to have it ready. */
export function simulator(): Promise<typeof import('@cloud-copilot/iam-simulate')> {
  return import('@cloud-copilot/iam-simulate');
}

function decide({ accountId, partition, policiesOf, guardOf, transport }: Account): Authorize {
  const root = rootOf(partition, accountId);
  return async ({ principal, action, resource, context, guard = guardOf(resource) ?? keyGuard(resource, root) }) => {
    const { anonymousPrincipal, runSimulation } = await simulator();
    const isUnbound = principal?.principalArn === root && neverLockedOut.includes(action);
    const result = await runSimulation(
      {
        request: {
          principal: principal?.principalArn ?? anonymousPrincipal,
          action,
          resource: { resource: withoutWildcards(resource), accountId },
          contextVariables: mutable({ ...context, ...transport }),
        },
        sessionPolicy: principal?.sessionPolicy,
        identityPolicies: principal === undefined ? [] : [...policiesOf(principal.principalArn)],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: isUnbound ? undefined : guard?.policy,
        additionalSettings: { s3: { blockPublicAccess: guard?.restrictsPublic ?? true } },
      },
      {},
    );
    if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${result.errors.message}`);
    return result.overallResult === 'Allowed';
  };
}

function identityPolicies(template: ResolvedTemplate, sharedRoleName: string | undefined) {
  const byRoleName = new Map(
    template.functions.map(({ roleId }) => [template.id(roleId), rolePolicies(template, roleId)] as const),
  );
  if (sharedRoleName !== undefined) byRoleName.set(sharedRoleName, [...byRoleName.values()].flat());
  for (const { roleId } of assumableRoles(template)) {
    byRoleName.set(template.id(roleId), rolePolicies(template, roleId));
  }
  const root = rootOf(template.stack.partition, template.stack.accountId);
  return (principalArn: string): readonly IdentityPolicy[] => {
    if (principalArn === root) return [administrator];
    const roleName = /:assumed-role\/([^/]+)\/[^/]+$/.exec(principalArn)?.[1];
    return byRoleName.get(roleName ?? '') ?? [];
  };
}

/** ARN of a role → its trust policy. */
function trustGuards(template: ResolvedTemplate): ReadonlyMap<string, BucketGuard> {
  const guards = assumableRoles(template).map(
    ({ roleId, trust }) => [template.attribute(roleId, 'Arn'), { policy: trust, restrictsPublic: true }] as const,
  );
  return new Map(guards);
}

const rootOf = (partition: string, accountId: string): string => `arn:${partition}:iam::${accountId}:root`;

const bucketOf = (resource: string): string => /^arn:[^:]*:s3:::([^/]+)/.exec(resource)?.[1] ?? '';

/**
 * `*` and `?` in the resource of a request are characters of a file's name; the simulator would take them as patterns.
 * No policy can name U+E000 literally, and every wildcard of a policy matches it.
 */
const withoutWildcards = (resource: string): string =>
  resource === '*' ? resource : resource.replace(/[*?]/g, '\ue000');

function mutable(context: AuthorizationRequest['context']): Record<string, string | string[]> {
  const entries = Object.entries(context).map(
    ([key, value]) => [key, typeof value === 'string' ? value : [...value]] as const,
  );
  return Object.fromEntries(entries);
}
