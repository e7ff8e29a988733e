import type { Cursor, Json, ResolvedTemplate } from '../template/index.ts';
import type { BucketGuard } from './authorize.ts';

export interface IdentityPolicy {
  readonly name: string;
  readonly policy: Json;
}

/** The inline policies of the template's role `roleId`. */
export function rolePolicies(template: ResolvedTemplate, roleId: string): readonly IdentityPolicy[] {
  const { properties } = template.resource(roleId);
  // What an AWS managed policy says is not in the template, so nothing could be evaluated.
  properties.maybe('ManagedPolicyArns')?.fail('Managed policies are not implemented by the local stack.');
  properties.maybe('PermissionsBoundary')?.fail('A permissions boundary is not implemented by the local stack.');
  return (properties.maybe('Policies')?.list() ?? []).map(inlinePolicy);
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
