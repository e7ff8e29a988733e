import { parseArgs } from 'node:util';

import { checkParameterForm, orUsage, targetOptions } from './target-options.ts';

export const usage = `Usage: npm run deploy [-- options]

  --env NAME             the part of samconfig.toml to use (default)
  --stack NAME           another stack than samconfig.toml names
  --region REGION        another region than samconfig.toml or your AWS configuration names
  --account ACCOUNT      refuses credentials of another account
  --parameter NAME=VALUE a parameter of template.yaml, over those of samconfig.toml; may be repeated. A parameter
                         that neither names gets its default again: what shall stay belongs into samconfig.toml
  --app-version VERSION  shows a version of the app again that was published before, and leaves the stack as it is;
                         "list" names the versions. To roll back the functions, check out their commit and deploy it
  --yes                  do not ask before changing anything
  --help                 print this`;

export interface CommandLine {
  readonly env: string;
  readonly stack: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly parameters: readonly string[];
  readonly appVersion: string | undefined;
  readonly yes: boolean;
}

/**
 * Reads the options of `npm run deploy`.
 * @throws DeployError that says what is wrong with the arguments
 */
export function readCommandLine(args: readonly string[]): CommandLine | 'help' {
  const values = orUsage(usage, () => parsed(args));
  const { env = 'default', stack, region, account, parameter = [], yes = false, help = false, ...more } = values;
  if (help) return 'help';
  orUsage(usage, () => checkParameterForm(parameter));
  return { env, stack, region, account, parameters: parameter, appVersion: more['app-version'], yes };
}

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: { ...targetOptions, 'app-version': { type: 'string' } } }).values;
}
