import { join } from 'node:path';

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';

import { findAccount } from './account.ts';
import { checkRegion } from './check-region.ts';
import { checkStackName } from './check-stack-name.ts';
import type { CommandLine } from './command-line.ts';
import { DeployError } from './deploy-error.ts';
import { readOverrides, type Parameters } from './parameters.ts';
import { readSamConfig } from './sam-config.ts';
import { nothingChanged, step } from './step.ts';

/** Where the stack is, and what the person has said about it. */
export interface Target {
  readonly root: string;
  readonly env: string;
  readonly stackName: string;
  readonly region: string;
  readonly accountId: string;
  readonly yes: boolean;
  /** The parameters of samconfig.toml, and over them those of the command line. */
  readonly given: Parameters;
}

/**
 * Finds out where to deploy to, and refuses what cannot work there.
 * @throws DeployError
 */
export async function readTarget(root: string, options: CommandLine): Promise<Target> {
  const config = await readSamConfig(join(root, 'samconfig.toml'), options.env);
  const stackName = options.stack ?? config.stackName;
  if (stackName === undefined) throw new DeployError(`samconfig.toml names no stack_name for ${options.env}: add one.`);
  checkStackName(stackName);
  if (config.profile !== undefined) process.env['AWS_PROFILE'] ??= config.profile;
  const region = options.region ?? config.region ?? (await regionOfConfiguration());
  checkRegion(region);
  const accountId = await step(findAccount(region, options.account), nothingChanged);
  const given = readOverrides([...config.parameterOverrides, ...options.parameters]);
  return { root, env: options.env, stackName, region, accountId, yes: options.yes, given };
}

/**
 * Returns the region of the AWS configuration. The SAM CLI and the SDK read different variables; both get this region.
 */
async function regionOfConfiguration(): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return AWS_REGION ?? AWS_DEFAULT_REGION ?? step(new CloudFormationClient({}).config.region(), nothingChanged);
}
