import type { Context } from './conditions.ts';
import type { Policy } from './policy.ts';
import type { Named, Requester } from './principals.ts';
import type { Statement } from './statement.ts';

/** A request with every policy that has a say in it. */
export interface Question {
  readonly requester: Requester;
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource. */
  readonly account: string;
  readonly context: Context;
  readonly identityPolicies: readonly Policy[];
  /** The policy of the requester's session, which can only take rights away. */
  readonly sessionPolicy: Policy | undefined;
  /** The policy of the bucket, of the key, or the trust policy of the role. */
  readonly resourcePolicy: Policy | undefined;
  /** Whether a public resource policy opens the resource to nobody outside its account (`RestrictPublicBuckets`). */
  readonly isClosedToStrangers: boolean;
}

/** Keys of KMS and roles trust nobody, not even their own account, unless their policy says so. */
const isDecidedByResource = (action: string): boolean => action === 'sts:AssumeRole' || action.startsWith('kms:');

/**
 * Decides by the rules of "Policy evaluation logic" (IAM User Guide): an explicit deny wins, a session may do no more than
 * its policy says, within an account one side's permission is enough, and across accounts both sides must agree.
 */
export function isAllowed(question: Question): boolean {
  const { requester, account, action, identityPolicies, sessionPolicy, resourcePolicy } = question;
  const identity = identityPolicies.flatMap((policy) => applying(policy, question));
  const session = sessionPolicy === undefined ? [] : applying(sessionPolicy, question);
  const resource = resourcePolicy === undefined ? [] : applying(resourcePolicy, question);
  if ([...identity, ...session, ...resource].some(({ effect }) => effect === 'Deny')) return false;
  if (sessionPolicy !== undefined && session.length === 0) return false;
  const isOwn = requester?.account === account;
  if (!isOwn && question.isClosedToStrangers) return false;
  const granted = strongest(resource.map(({ principals }) => principals?.names(requester)));
  if (requester === undefined) return granted === 'direct';
  if (!isOwn) return identity.length > 0 && granted !== undefined;
  if (granted === 'direct') return true;
  return identity.length > 0 && (granted === 'account' || !isDecidedByResource(action));
}

/** The statements of a policy that are about the request. */
function applying(policy: Policy, { requester, action, resource, context }: Question): readonly Statement[] {
  return policy
    .about(action)
    .filter(
      ({ principals, matchesResource, conditions }) =>
        (principals === undefined || principals.names(requester) !== undefined) &&
        matchesResource(resource) &&
        conditions.every(({ holds }) => holds(action, context)),
    );
}

const strongest = (names: readonly Named[]): Named =>
  names.includes('direct') ? 'direct' : names.find((it) => it !== undefined);
