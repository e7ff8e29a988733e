import { join } from 'node:path';

import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';

import { appFolder, buildApp } from '../../local/builds.ts';
import { awsProblem } from './aws-problem.ts';
import { checkStackName } from './check-stack-name.ts';
import { clientConfig } from './client-config.ts';
import type { CommandLine } from './command-line.ts';
import { DeployError } from './deploy-error.ts';
import { logRoleParameters } from './log-role.ts';
import { nextAfterFailure } from './next-after-failure.ts';
import { invalidate, publish } from './publish.ts';
import { mergeOverrides, requireSam, sam } from './sam.ts';
import { readSamConfig } from './sam-config.ts';
import { siteFiles } from './site-files.ts';
import { findStack, outputsOf, versionOf, type StackOutputs } from './stack.ts';

/** Where the stack is, and which arguments the SAM CLI gets. */
interface Target {
  readonly root: string;
  readonly env: string;
  readonly stackName: string;
  readonly region: string;
  readonly yes: boolean;
  readonly overrides: readonly string[];
  /** Whether there are overrides besides those of samconfig.toml, which the SAM CLI reads by itself. */
  readonly hasOwnOverrides: boolean;
}

/**
 * Brings stack and app to the state of this checkout: builds, deploys, publishes. Each step leaves the site as it was
 * until it succeeds, and no step does anything when there is nothing to do.
 * @throws DeployError whose message says what failed and what to do next
 */
export async function deploy(root: string, options: CommandLine, say: (line: string) => void): Promise<void> {
  requireSam();
  const target = await readTarget(root, options);
  const { stackName, region } = target;
  const cloudFormation = new CloudFormationClient({ region });
  const before = await step(findStack(cloudFormation, stackName), 'Nothing was changed.');
  if (!(await sam(root, 'build', '--config-env', target.env))) {
    throw new DeployError(
      '"sam build" failed; the reason is above. Nothing was changed: mend it and run the same command again.',
    );
  }
  await deployStack(target, before);
  const after = await step(findStack(cloudFormation, stackName), 'The stack may have changed, the app did not.');
  if (after === undefined) throw new DeployError(`There is no stack ${stackName}: the change set was not executed.`);
  const outputs = outputsOf(after);
  const changed = await publishApp(target, outputs, say);
  cloudFormation.destroy();
  const same = versionOf(before) === versionOf(after) && changed === 0;
  say(same ? '\nNothing has changed since the last deploy.' : '\nDeployed.');
  say(`\n  ${outputs.AppUrl}\n\nThe first user: npm run user -- add NAME --stack ${stackName} --region ${region}`);
}

async function readTarget(root: string, options: CommandLine): Promise<Target> {
  const config = await readSamConfig(join(root, 'samconfig.toml'), options.env);
  const stackName = options.stack ?? config.stackName;
  if (stackName === undefined) throw new DeployError(`samconfig.toml names no stack_name for ${options.env}: add one.`);
  checkStackName(stackName);
  if (config.profile !== undefined) process.env['AWS_PROFILE'] ??= config.profile;
  return {
    ...{ root, env: options.env, stackName, yes: options.yes },
    region: options.region ?? config.region ?? (await regionOfConfiguration()),
    overrides: mergeOverrides(config.parameterOverrides, options.parameters),
    hasOwnOverrides: options.parameters.length > 0,
  };
}

/**
 * Returns the region of the AWS configuration. The SAM CLI and the SDK read different variables; both get this region.
 */
async function regionOfConfiguration(): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return AWS_REGION ?? AWS_DEFAULT_REGION ?? step(new CloudFormationClient({}).config.region(), 'Nothing was changed.');
}

async function deployStack(target: Target, before: Stack | undefined): Promise<void> {
  const { root, env, stackName, region, yes } = target;
  const isNew = before === undefined;
  const more = isNew ? await step(logRoleParameters(region), 'Nothing was changed.') : [];
  const overrides = mergeOverrides(more, target.overrides);
  const args = ['deploy', '--config-env', env, '--stack-name', stackName, '--region', region];
  if (yes) args.push('--no-confirm-changeset');
  if (target.hasOwnOverrides || more.length > 0) args.push('--parameter-overrides', ...overrides);
  if (await sam(root, ...args)) return;
  const cloudFormation = new CloudFormationClient({ region });
  const now = await findStack(cloudFormation, stackName).catch(() => undefined);
  cloudFormation.destroy();
  throw new DeployError(nextAfterFailure(now, { stackName, region }));
}

/** Publishes the app. Returns how many files of the site are new. */
async function publishApp(
  { root, region }: Target,
  outputs: StackOutputs,
  say: (line: string) => void,
): Promise<number> {
  const unchanged = 'The stack is up to date, and the site still shows the app it showed before.';
  await step(buildApp(root, say), unchanged);
  // A custom endpoint has no host names for buckets.
  const hasOwnEndpoint = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  const s3 = new S3Client({ region, forcePathStyle: hasOwnEndpoint });
  const config = await step(clientConfig(region, outputs), unchanged);
  const files = await siteFiles(join(root, appFolder), config);
  const stored = await step(publish(s3, outputs.WebBucketName, files), unchanged);
  s3.destroy();
  const changed = files.filter(({ key }) => stored.includes(key));
  const stale = 'The new app is stored; for up to a day some people may still get the old one.';
  await step(invalidate(region, outputs.DistributionId, changed), stale);
  say(`The app: ${stored.length} of ${files.length} files were new.`);
  return stored.length;
}

/** Adds to an error what became of the site and what to do next. */
async function step<T>(work: Promise<T>, state: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DeployError) throw error;
    throw new DeployError(`${awsProblem(error)} Then run the same command again. ${state}`);
  }
}
