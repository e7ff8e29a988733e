import { TemplateError, type Cursor, type ResolvedTemplate } from '@airlock/template';
import type { BucketGuard } from './authorize.ts';
import { PolicyError } from './policy-error.ts';
import { readPolicy, type Policy } from './policy.ts';
import type { PolicyKind } from './statement.ts';

/** Reads the inline policies of the template's role `roleId`, and those attached to it (`AWS::IAM::Policy`). */
export function rolePolicies(template: ResolvedTemplate, roleId: string): readonly Policy[] {
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
  return [...own, ...attached].map((it) => policyAt(it.at('PolicyDocument'), 'identity'));
}

const policyProperties = ['PolicyName', 'PolicyDocument', 'Roles'];

/** A role that another role of the account may assume. */
export interface AssumableRole {
  readonly roleId: string;
  /** The trust policy, which says who may assume the role. */
  readonly trust: Policy;
  readonly maxSessionSeconds: number;
}

/** The default of MaxSessionDuration, in seconds. */
const anHour = 3600;

/** Returns the template's roles that trust a principal of an account, not those that trust services alone. */
export function assumableRoles(template: ResolvedTemplate): readonly AssumableRole[] {
  return template.ofType('AWS::IAM::Role').flatMap(({ logicalId, properties }) => {
    const trust = policyAt(properties.at('AssumeRolePolicyDocument'), 'trust');
    if (trust.statements.every(({ principals }) => principals?.isForServicesOnly === true)) return [];
    const maxSessionSeconds = properties.maybe('MaxSessionDuration')?.number() ?? anHour;
    return [{ roleId: logicalId, trust, maxSessionSeconds }];
  });
}

/**
 * Whether a role lets a service assume it for a resource of the template. AWS refuses a state machine whose role does not
 * trust Step Functions.
 */
export function trustsService(template: ResolvedTemplate, roleId: string, service: string, sourceArn: string): boolean {
  const trust = policyAt(template.resource(roleId).properties.at('AssumeRolePolicyDocument'), 'trust');
  const action = 'sts:AssumeRole';
  const context = new Map([
    ['aws:sourceaccount', template.stack.accountId],
    ['aws:sourcearn', sourceArn],
  ]);
  return trust.statements.some(
    ({ effect, principals, conditions, matchesAction }) =>
      effect === 'Allow' &&
      principals?.services.includes(service) === true &&
      matchesAction(action) &&
      conditions.every(({ holds }) => holds(action, context)),
  );
}

/** Returns the guard of each bucket of the template, by the name of the bucket. */
export function bucketGuards(template: ResolvedTemplate): ReadonlyMap<string, BucketGuard> {
  const guards = template.ofType('AWS::S3::Bucket').map(({ logicalId, properties }) => {
    const name = template.id(logicalId);
    const policy = bucketPolicy(template, name)?.value;
    const block = properties.maybe('PublicAccessBlockConfiguration')?.maybe('RestrictPublicBuckets');
    return [name, { policy, restrictsPublic: block?.boolean() ?? true }] as const;
  });
  return new Map(guards);
}

/** Reads the policies of all buckets, so that a policy that cannot be evaluated stops the start with its place. */
export function checkBucketPolicies(template: ResolvedTemplate): void {
  for (const { logicalId } of template.ofType('AWS::S3::Bucket')) {
    const document = bucketPolicy(template, template.id(logicalId));
    if (document !== undefined) policyAt(document, 'resource');
  }
}

function bucketPolicy(template: ResolvedTemplate, bucketName: string): Cursor | undefined {
  const policies = template.ofType('AWS::S3::BucketPolicy').map(({ properties }) => properties);
  return policies.find((it) => it.at('Bucket').text() === bucketName)?.at('PolicyDocument');
}

function policyAt(document: Cursor, kind: PolicyKind): Policy {
  try {
    return readPolicy(document.object(), kind);
  } catch (error) {
    if (error instanceof PolicyError) throw new TemplateError(`${document.place}.${error.place}`, error.sentence);
    throw error;
  }
}
