import type { ResolvedTemplate } from '@airlock/template';

import { authorizeIn, readGuard, type Guard } from './account.ts';
import { assumableRoles, bucketGuards, checkBucketPolicies, rolePolicies } from './policies.ts';
import type { Policy } from './policy.ts';

export type { Authorize, AuthorizationRequest, BucketGuard } from './authorize.ts';
export { assumableRoles, bucketGuards, trustsService } from './policies.ts';
export { PolicyError } from './policy-error.ts';
export { readPolicy, type Policy } from './policy.ts';
export { isPublic } from './public-policy.ts';

export interface AuthorizeOptions {
  /** The name of one more role, which may do what all functions together may: for containers that share one key. */
  readonly sharedRoleName?: string;
  /** What the requests of this stack say about their transport; see `loopback` below. */
  readonly transport?: Readonly<Record<string, string>>;
}

/**
 * The stand-ins speak plain HTTP on 127.0.0.1, where S3 has a TLS front before it. The loopback listener stands for
 * that front, so requests are presented as having come through it: the statements of the bucket policy about transport
 * pass here and are proven on the template alone; every other statement is evaluated for real.
 */
const loopback = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };

/**
 * Decides as IAM would: by the identity policies of the caller's role in template.yaml, the policy of its session and the
 * policy of the bucket, or of the role that is to be assumed.
 * All policies of the template are read here. Throws `TemplateError` with the place of what the evaluator does not know.
 */
export function createAuthorize(template: ResolvedTemplate, options: AuthorizeOptions = {}) {
  checkBucketPolicies(template);
  const buckets = new Map([...bucketGuards(template)].map(([name, guard]) => [name, readGuard(guard)] as const));
  const roles = trustGuards(template);
  return authorizeIn({
    accountId: template.stack.accountId,
    partition: template.stack.partition,
    policiesOf: identityPolicies(template, options.sharedRoleName),
    guardOf: (resource) => buckets.get(bucketOf(resource)) ?? roles.get(resource),
    transport: options.transport ?? loopback,
  });
}

/** Decides in an account with nobody but its root user, whom bucket policies bind: for a server without a template. */
export const createRootAuthorize = (accountId: string) =>
  authorizeIn({
    accountId,
    partition: 'aws',
    policiesOf: () => [],
    guardOf: () => undefined,
    transport: loopback,
  });

function identityPolicies(template: ResolvedTemplate, sharedRoleName: string | undefined) {
  const byRoleName = new Map(
    template.functions.map(({ roleId }) => [template.id(roleId), rolePolicies(template, roleId)] as const),
  );
  if (sharedRoleName !== undefined) byRoleName.set(sharedRoleName, [...byRoleName.values()].flat());
  for (const { roleId } of [...assumableRoles(template), ...template.stateMachines]) {
    byRoleName.set(template.id(roleId), rolePolicies(template, roleId));
  }
  return (principalArn: string): readonly Policy[] => {
    const [, account, roleName = ''] = /:(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(principalArn) ?? [];
    return account === template.stack.accountId ? (byRoleName.get(roleName) ?? []) : [];
  };
}

/** Returns the trust policy of each role that may be assumed, by the ARN of the role. */
function trustGuards(template: ResolvedTemplate): ReadonlyMap<string, Guard> {
  const guards = assumableRoles(template).map(
    ({ roleId, trust }) => [template.attribute(roleId, 'Arn'), { policy: trust, isClosedToStrangers: false }] as const,
  );
  return new Map(guards);
}

const bucketOf = (resource: string): string => /^arn:[^:]*:s3:::([^/]+)/.exec(resource)?.[1] ?? '';
