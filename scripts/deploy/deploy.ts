import { join } from 'node:path';

import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { parseTemplate, resolveTemplate, type Json } from '@airlock/template';

import { addresses } from './addresses.ts';
import type { CommandLine } from './command-line.ts';
import { DeployError } from './deploy-error.ts';
import { keepPool } from './keep-pool.ts';
import { allParameters, asOverrides, changedParameters, withLogRole, type Parameters } from './parameters.ts';
import { protectProduction } from './protect.ts';
import { refuseLeftBuckets } from './our-bucket.ts';
import { listVersions, publishApp, publishVersion } from './publish-app.ts';
import { unlessRefused } from './refused-change.ts';
import { s3Client } from './s3-client.ts';
import { requireSam, sam } from './sam.ts';
import { refreshStage, restApiIdOf } from './stage.ts';
import { checkStackState, nextAfterFailure, unknownAfterFailure } from './stack-state.ts';
import { findStack, hasNothing, hasOutputs, outputsOf, versionOf } from './stack.ts';
import { nothingChanged, step } from './step.ts';
import { readTarget, type Target } from './target.ts';

type Say = (line: string) => void;

const halfWay = 'The stack may have changed, the app did not.';

/**
 * Brings stack and app to the state of this checkout: builds, deploys, publishes. Each step leaves the site as it was
 * until it succeeds, and no step does anything when there is nothing to do.
 * @throws DeployError whose message says what failed and what to do next
 */
export async function deploy(root: string, options: CommandLine, say: Say): Promise<void> {
  if (options.appVersion === undefined) requireSam();
  const target = await readTarget(root, options);
  const { stackName, region, accountId } = target;
  say(`Stack ${stackName} in ${region}, account ${accountId}.`);
  const cloudFormation = new CloudFormationClient({ region });
  const find = (state: string) => step(findStack(cloudFormation, stackName), state);
  const before = await find(nothingChanged);
  if (options.appVersion !== undefined) return rollBack(target, before, options.appVersion, say);
  checkStackState(before?.StackStatus, target);
  const run = () => deployStack(target, before, say);
  // With --yes nobody is asked. A stack that is not there yet has no outputs when its change set was refused.
  const isAsked = !options.yes && before !== undefined;
  await (isAsked ? step(unlessRefused(cloudFormation, stackName, run), halfWay) : run());
  const after = await find(halfWay);
  if (after === undefined || !hasOutputs(after)) {
    throw new DeployError(`There is no stack ${stackName} yet: the change set was not executed.`);
  }
  const isRefreshed = await afterUpdate(cloudFormation, target, after);
  const outputs = outputsOf(after);
  const changed = await publishApp({ root, region, outputs }, say);
  cloudFormation.destroy();
  const same = versionOf(before) === versionOf(after) && changed === 0 && !isRefreshed;
  say(same ? '\nNothing has changed since the last deploy.' : '\nDeployed.');
  say(`\n${addresses(outputs)}\n\nThe first user: npm run user -- add NAME --stack ${stackName} --region ${region}`);
}

async function deployStack(target: Target, before: Stack | undefined, say: Say): Promise<void> {
  const { root, env, stackName, region, yes } = target;
  const template = parseTemplate(join(root, 'template.yaml'));
  const parameters = await parametersOf(target, template, before);
  await keepFiles(target, template, parameters, before);
  for (const line of changedParameters(before, parameters)) say(`Changes the parameter ${line}`);
  if (!(await sam(root, 'build', '--config-env', env))) {
    throw new DeployError(
      '"sam build" failed; the reason is above. Nothing was changed: mend it and run the same command again.',
    );
  }
  const args = ['deploy', '--config-env', env, '--stack-name', stackName, '--region', region];
  if (yes) args.push('--no-confirm-changeset');
  if (await sam(root, ...args, '--parameter-overrides', ...asOverrides(parameters))) return;
  const cloudFormation = new CloudFormationClient({ region });
  const now = await step(findStack(cloudFormation, stackName), unknownAfterFailure(target));
  cloudFormation.destroy();
  throw new DeployError(nextAfterFailure(now?.StackStatus, target));
}

async function parametersOf(target: Target, template: Json, before: Stack | undefined): Promise<Parameters> {
  const { stackName, region, accountId, given } = target;
  const place = { stackName, region, accountId };
  // Refused before AWS is asked anything else.
  allParameters(template, place, given);
  return allParameters(template, place, await step(withLogRole(given, region, before), nothingChanged));
}

/** Refuses a deploy after which people could not reach their files. */
async function keepFiles(target: Target, template: Json, values: Parameters, before: Stack | undefined): Promise<void> {
  const { stackName, region, accountId } = target;
  const parameters = Object.fromEntries(values);
  const resolved = resolveTemplate(template, { stackName, region, accountId, parameters });
  const cognito = new CognitoIdentityProviderClient({ region });
  await step(keepPool(cognito, before, resolved), nothingChanged);
  cognito.destroy();
  if (!hasNothing(before)) return;
  const s3 = s3Client({ region });
  const buckets = resolved.ofType('AWS::S3::Bucket').map(({ logicalId }) => resolved.id(logicalId));
  await step(refuseLeftBuckets(s3, buckets, resolved.stack), nothingChanged);
  s3.destroy();
}

/** Does what CloudFormation does not do. Returns whether the stage of the API is new. */
async function afterUpdate(cloudFormation: CloudFormationClient, { region }: Target, stack: Stack): Promise<boolean> {
  const state = 'The stack is up to date, its API may still answer as before.';
  await step(protectProduction(cloudFormation, stack), state);
  const gateway = new APIGatewayClient({ region });
  const isNew = await step(refreshStage(gateway, restApiIdOf(outputsOf(stack).ApiUrl), stack), state);
  gateway.destroy();
  return isNew;
}

/** Shows an app again that was published before, or names what there is. The stack stays as it is. */
async function rollBack(target: Target, stack: Stack | undefined, version: string, say: Say): Promise<void> {
  const { root, region, stackName } = target;
  if (stack === undefined || !hasOutputs(stack)) {
    throw new DeployError(
      `There is no complete stack ${stackName} in ${region}, so nothing was published: run "npm run deploy".`,
    );
  }
  const site = { root, region, outputs: outputsOf(stack) };
  await (version === 'list' ? listVersions(site, say) : publishVersion(site, version, say));
}
