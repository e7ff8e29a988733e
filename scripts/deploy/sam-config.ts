import { readFile } from 'node:fs/promises';

import { parse } from 'smol-toml';
import * as v from 'valibot';

import { DeployError } from './deploy-error.ts';

const overrides = v.optional(v.union([v.string(), v.array(v.string())]), []);
const parameters = v.object({
  stack_name: v.optional(v.string()),
  region: v.optional(v.string()),
  profile: v.optional(v.string()),
  parameter_overrides: overrides,
  tags: overrides,
});
const command = v.optional(v.object({ parameters: v.optional(parameters, {}) }), {});
const environment = v.object({ global: command, deploy: command });

/** What samconfig.toml says about `sam deploy` in one of its environments. */
export interface SamConfig {
  readonly stackName: string | undefined;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  /** Parameters, each as `NAME=VALUE`. */
  readonly parameterOverrides: readonly string[];
  /** Tags of the stack and of what it has, each as `NAME=VALUE`. The SAM CLI reads them by itself. */
  readonly tags: readonly string[];
}

/**
 * Reads samconfig.toml.
 * @throws DeployError when there is no such environment, or when the file is not as the SAM CLI demands
 */
export async function readSamConfig(file: string, env: string): Promise<SamConfig> {
  const found: unknown = parse(await readFile(file, 'utf8'))[env];
  if (found === undefined) throw new DeployError(`samconfig.toml has no [${env}.…]: choose another --env.`);
  const read = v.safeParse(environment, found);
  if (!read.success) {
    const [issue] = read.issues;
    throw new DeployError(`samconfig.toml: ${env}.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  }
  const { global, deploy } = read.output;
  return {
    stackName: deploy.parameters.stack_name ?? global.parameters.stack_name,
    region: deploy.parameters.region ?? global.parameters.region,
    profile: deploy.parameters.profile ?? global.parameters.profile,
    parameterOverrides: words(deploy.parameters.parameter_overrides),
    tags: words(deploy.parameters.tags),
  };
}

/** Splits `A=1 B="two words"` as the SAM CLI does. */
const words = (text: string | readonly string[]): readonly string[] =>
  typeof text === 'string'
    ? [...text.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''))
    : text;
