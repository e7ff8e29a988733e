import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import type { Cursor } from '@airlock/template';

/** Settings that a pool keeps for life. CloudFormation answers a change of one with a new pool. */
const forLife: Readonly<Record<string, (pool: UserPoolType) => string>> = {
  AliasAttributes: ({ AliasAttributes = [] }) => listed(AliasAttributes),
  UsernameAttributes: ({ UsernameAttributes = [] }) => listed(UsernameAttributes),
  // Cognito tells upper from lower case unless the pool was made otherwise.
  'UsernameConfiguration.CaseSensitive': (pool) => String(pool.UsernameConfiguration?.CaseSensitive ?? true),
};

/**
 * Says why a deploy of the template would replace a pool by a new, empty one, in which nobody has the id that their files
 * are stored under. Returns `undefined` when it would keep the pool.
 */
export function poolProblem(pool: UserPoolType, properties: Cursor): string | undefined {
  const wanted: Readonly<Record<string, string>> = {
    AliasAttributes: listed(textsIn(properties.maybe('AliasAttributes'))),
    UsernameAttributes: listed(textsIn(properties.maybe('UsernameAttributes'))),
    'UsernameConfiguration.CaseSensitive': String(
      properties.maybe('UsernameConfiguration')?.maybe('CaseSensitive')?.boolean() ?? true,
    ),
  };
  const different = Object.entries(forLife).filter(([name, read]) => read(pool) !== wanted[name]);
  if (different.length === 0) return undefined;
  const differences = different.map(
    ([name, read]) => `${name} is ${read(pool)}, in template.yaml ${wanted[name] ?? ''}`,
  );
  return `The pool ${pool.Id ?? ''} was made with other settings that it keeps for life (${differences.join('; ')}): a deploy would replace it by a new, empty pool, and nobody could reach their files. Set template.yaml to what the pool has, or use the version of Airlock that made the pool.`;
}

const textsIn = (list: Cursor | undefined): readonly string[] => list?.list().map((it) => it.text()) ?? [];
const listed = (names: readonly string[]): string => `[${[...names].sort().join(', ')}]`;
