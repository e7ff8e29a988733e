import { join } from 'node:path';

import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { parseTemplate, resolveTemplate, type Json } from '@airlock/template';

import { addresses } from './addresses.ts';
import { checkLeftovers } from './check-leftovers.ts';
import type { CommandLine } from './command-line.ts';
import { DeployError } from './deploy-error.ts';
import { keepPool } from './keep-pool.ts';
import { allParameters, asOverrides, changedParameters, withLogRole, type Parameters } from './parameters.ts';
import { protectProduction } from './protect.ts';
import { publishApp, publishVersion } from './publish-app.ts';
import { s3Client } from './s3-client.ts';
import { requireSam, sam } from './sam.ts';
import { refreshStage, restApiIdOf } from './stage.ts';
import { checkStackState, isAbsent, nextAfterFailure, unknownAfterFailure } from './stack-state.ts';
import { findStack, hasOutputs, outputsOf, versionOf } from './stack.ts';
import { nothingChanged, step } from './step.ts';
import { readTarget, type Target } from './target.ts';
import { requireExecuted, waitingChangeSets } from './waiting-change-sets.ts';

type Say = (line: string) => void;

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
  const waitedBefore = await step(waitingChangeSets(cloudFormation, before), nothingChanged);
  await deployStack(target, before, say);
  const mayHaveChanged = 'The stack may have changed, the app did not.';
  const after = await find(mayHaveChanged);
  if (after === undefined) throw new DeployError(`There is no stack ${stackName}: somebody has deleted it meanwhile.`);
  await step(requireExecuted(cloudFormation, after, waitedBefore), mayHaveChanged);
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
  await checkKept(target, template, parameters, before);
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

/** Refuses a deploy that would lose sight of accounts and files that are there. */
async function checkKept(target: Target, template: Json, values: Parameters, before: Stack | undefined): Promise<void> {
  const { stackName, region, accountId } = target;
  const parameters = Object.fromEntries(values);
  const [cognito, s3] = [new CognitoIdentityProviderClient({ region }), s3Client(region)];
  const resolved = resolveTemplate(template, { stackName, region, accountId, parameters });
  if (isAbsent(before?.StackStatus)) await step(checkLeftovers(s3, resolved.id('FilesBucket'), target), nothingChanged);
  await step(keepPool(cognito, before, resolved), nothingChanged);
  for (const client of [cognito, s3]) client.destroy();
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

/** Shows an app again that was published before. The stack stays as it is. */
async function rollBack(target: Target, stack: Stack | undefined, version: string, say: Say): Promise<void> {
  const { root, region, stackName } = target;
  if (stack === undefined || !hasOutputs(stack)) {
    throw new DeployError(
      `There is no complete stack ${stackName} in ${region}, so nothing was published: run "npm run deploy".`,
    );
  }
  await publishVersion({ root, region, outputs: outputsOf(stack) }, version, say);
}
