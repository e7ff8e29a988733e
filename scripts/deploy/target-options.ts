import { DeployError } from './deploy-error.ts';

/** The options of every command that works on a stack of samconfig.toml, as `parseArgs` of Node takes them. */
export const targetOptions = {
  env: { type: 'string' },
  stack: { type: 'string' },
  region: { type: 'string' },
  account: { type: 'string' },
  parameter: { type: 'string', multiple: true },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Returns what `parse` reads from a command line.
 * @throws DeployError that says what is wrong with it, with the usage
 */
export function orUsage<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new DeployError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** @throws Error when a `--parameter` has no value */
export function checkParameterForm(parameters: readonly string[]): void {
  const wrong = parameters.find((it) => !/^\w+=/.test(it));
  if (wrong !== undefined) throw new Error(`--parameter ${wrong}: must be NAME=VALUE.`);
}
