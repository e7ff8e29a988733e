import { parseArgs } from 'node:util';

import { DeployError } from './deploy-error.ts';

export const usage = `Usage: npm run deploy [-- options]

  --env NAME             the part of samconfig.toml to use (default)
  --stack NAME           another stack than samconfig.toml names
  --region REGION        another region than samconfig.toml or your AWS configuration names
  --parameter NAME=VALUE a parameter of template.yaml, over those of samconfig.toml; may be repeated
  --yes                  do not ask before changing anything
  --help                 print this`;

export interface CommandLine {
  readonly env: string;
  readonly stack: string | undefined;
  readonly region: string | undefined;
  readonly parameters: readonly string[];
  readonly yes: boolean;
}

/**
 * Reads the options of `npm run deploy`.
 * @throws DeployError that says what is wrong with the arguments
 */
export function readCommandLine(args: readonly string[]): CommandLine | 'help' {
  const { env = 'default', stack, region, parameter = [], yes = false, help = false } = parsed(args);
  if (help) return 'help';
  const wrong = parameter.find((it) => !/^\w+=/.test(it));
  if (wrong !== undefined) throw new DeployError(`--parameter ${wrong}: must be NAME=VALUE.\n\n${usage}`);
  return { env, stack, region, parameters: parameter, yes };
}

function parsed(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        env: { type: 'string' },
        stack: { type: 'string' },
        region: { type: 'string' },
        parameter: { type: 'string', multiple: true },
        yes: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new DeployError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
