import type { AuthorizationRequest } from '@airlock/stand-ins/iam';
import { anonymousPrincipal, runSimulation } from '@cloud-copilot/iam-simulate';

/** A request with the documents of all policies that have a say in it. */
export interface Situation {
  /** ARN of whoever signed; `undefined` when nobody did. */
  readonly principal: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly context: AuthorizationRequest['context'];
  readonly identityPolicies: readonly unknown[];
  readonly sessionPolicy: unknown;
  readonly resourcePolicy: unknown;
  readonly restrictsPublic: boolean;
}

export const accountId = '123456789012';

const collators = new Map<string, Intl.Collator>();

/**
 * The simulator compares letter by letter with `localeCompare` and options, for which V8 makes a collator each time: two
 * thirds of all time. ECMA-402 defines the result as that of a collator with the same arguments, so one of each is kept.
 */
String.prototype.localeCompare = function (
  that: string,
  locales?: Intl.LocalesArgument,
  options?: Intl.CollatorOptions,
): number {
  const key = JSON.stringify([locales, options]);
  const kept = collators.get(key) ?? new Intl.Collator(locales, options);
  collators.set(key, kept);
  return kept.compare(String(this), that);
};

/** Asks iam-simulate. Throws when it refuses the policies or the request. */
export async function simulate(situation: Situation): Promise<boolean> {
  const { principal, action, resource, identityPolicies, sessionPolicy, resourcePolicy } = situation;
  const result = await runSimulation(
    {
      request: {
        principal: principal ?? anonymousPrincipal,
        action,
        resource: { resource: withoutWildcards(resource), accountId },
        contextVariables: mutable(situation.context),
      },
      sessionPolicy: principal === undefined ? undefined : sessionPolicy,
      identityPolicies: policiesOf(principal, identityPolicies).map((policy, index) => ({ name: `p${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy,
      additionalSettings: { s3: { blockPublicAccess: situation.restrictsPublic } },
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === 'Allowed';
}

/** The root user has every right in its account, whatever the roles say. */
function policiesOf(principal: string | undefined, identityPolicies: readonly unknown[]): readonly unknown[] {
  if (principal === undefined) return [];
  return principal === `arn:aws:iam::${accountId}:root` ? [everything] : identityPolicies;
}

/** A policy that allows everything. */
export const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/**
 * `*` and `?` in the resource of a request are characters of a file's name; the simulator would take them as patterns.
 * No policy can name U+E000 literally, and every wildcard of a policy matches it.
 */
const withoutWildcards = (resource: string): string =>
  resource === '*' ? resource : resource.replace(/[*?]/g, '\ue000');

function mutable(context: Situation['context']): Record<string, string | string[]> {
  const entries = Object.entries(context).map(
    ([key, value]) => [key, typeof value === 'string' ? value : [...value]] as const,
  );
  return Object.fromEntries(entries);
}
