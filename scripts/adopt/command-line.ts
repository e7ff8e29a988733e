import { parseArgs } from 'node:util';

import { checkParameterForm, orUsage, targetOptions } from '../deploy/target-options.ts';

export const usage = `Usage: npm run adopt [-- options]

Makes a stack of the user pool and the buckets that outlived a deleted stack of the same name, so that
the same people see the same files. Give the options that the deploy gets; "npm run deploy" makes the rest.

  --env NAME             the part of samconfig.toml to use (default)
  --stack NAME           another stack than samconfig.toml names
  --region REGION        another region than samconfig.toml or your AWS configuration names
  --account ACCOUNT      refuses credentials of another account
  --parameter NAME=VALUE a parameter of template.yaml, over those of samconfig.toml; may be repeated
  --pool ID              the user pool, when its name does not tell which one it is
  --any-pool             adopt the pool although it knows none of the people whose files are there
  --yes                  do not ask before adopting
  --help                 print this`;

/** Reads the options of `npm run adopt`. */
export function readCommandLine(args: readonly string[]) {
  const values = orUsage(usage, () => parsed(args));
  const { env = 'default', parameter = [], yes = false, help = false, ...more } = values;
  if (help) return 'help';
  orUsage(usage, () => checkParameterForm(parameter));
  const { stack, region, account, pool, 'any-pool': anyPool = false } = more;
  return { env, stack, region, account, parameters: parameter, yes, pool, anyPool };
}

function parsed(args: readonly string[]) {
  const own = { pool: { type: 'string' }, 'any-pool': { type: 'boolean' } } as const;
  return parseArgs({ args: [...args], options: { ...targetOptions, ...own } }).values;
}
