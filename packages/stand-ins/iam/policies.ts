import type { Cursor, Json, ResolvedTemplate } from '@airlock/template';

import type { BucketGuard } from './authorize.ts';

export interface IdentityPolicy {
  readonly name: string;
  readonly policy: Json;
}

/** The inline policies of the template's role `roleId`, also those that stand apart from it (`AWS::IAM::Policy`). */
export function rolePolicies(template: ResolvedTemplate, roleId: string): readonly IdentityPolicy[] {
  const { properties } = template.resource(roleId);
  // What an AWS managed policy says is not in the template, so nothing could be evaluated.
  properties.maybe('ManagedPolicyArns')?.fail('Managed policies are not implemented by the local stack.');
  properties.maybe('PermissionsBoundary')?.fail('A permissions boundary is not implemented by the local stack.');
  const own = properties.maybe('Policies')?.list() ?? [];
  const name = template.id(roleId);
  const apart = template.ofType('AWS::IAM::Policy').map((it) => it.properties.only(...policyProperties));
  const attached = apart.filter((it) =>
    it
      .at('Roles')
      .list()
      .some((role) => role.text() === name),
  );
  return [...own, ...attached].map(inlinePolicy);
}

const policyProperties = ['PolicyName', 'PolicyDocument', 'Roles'];

/** A role that another role of the account may assume. */
export interface AssumableRole {
  readonly roleId: string;
  /** Its trust policy. */
  readonly trust: Json;
  readonly maxSessionSeconds: number;
}

/** The default of MaxSessionDuration. */
const anHour = 3600;

/** The template's roles that trust a principal of an account. Roles that trust services alone are played by those. */
export function assumableRoles(template: ResolvedTemplate): readonly AssumableRole[] {
  return template.ofType('AWS::IAM::Role').flatMap(({ logicalId, properties }) => {
    const trust = properties.at('AssumeRolePolicyDocument');
    const principals = trust
      .at('Statement')
      .list()
      .map((it) => it.at('Principal').maybe('AWS'));
    if (principals.every((it) => it === undefined)) return [];
    const maxSessionSeconds = properties.maybe('MaxSessionDuration')?.number() ?? anHour;
    return [{ roleId: logicalId, trust: trust.value, maxSessionSeconds }];
  });
}

function inlinePolicy(policy: Cursor): IdentityPolicy {
  return { name: policy.at('PolicyName').text(), policy: policy.at('PolicyDocument').value };
}

/** Bucket name → guard, for every bucket of the template. */
export function bucketGuards(template: ResolvedTemplate): ReadonlyMap<string, BucketGuard> {
  const policies = template.ofType('AWS::S3::BucketPolicy').map(({ properties }) => properties);
  const guards = template.ofType('AWS::S3::Bucket').map(({ logicalId, properties }) => {
    const name = template.id(logicalId);
    const policy = policies.find((it) => it.at('Bucket').text() === name)?.at('PolicyDocument').value;
    const block = properties.maybe('PublicAccessBlockConfiguration')?.maybe('RestrictPublicBuckets');
    return [name, { policy, restrictsPublic: block?.boolean() ?? true }] as const;
  });
  return new Map(guards);
}

/**
 * Of a key of KMS in the account of `root`: the default key policy, which leaves the key to IAM. What the policy of a key
 * elsewhere says is not known, so it lets nobody in.
 */
export function keyGuard(resource: string, root: string): BucketGuard | undefined {
  const [, partition, , account] = /^arn:([^:]+):kms:([^:]+):(\d{12}):key\//.exec(resource) ?? [];
  if (root !== `arn:${partition ?? ''}:iam::${account ?? ''}:root`) return undefined;
  const statement = { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' };
  return { policy: { Version: '2012-10-17', Statement: [statement] }, restrictsPublic: true };
}
