import { paginateListChangeSets, type CloudFormationClient } from '@aws-sdk/client-cloudformation';

import { DeployError } from './deploy-error.ts';

/** Returns the ids of the change sets of a stack that wait to be executed. */
async function waitingChangeSets(client: CloudFormationClient, StackName: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { Summaries = [] } of paginateListChangeSets({ client }, { StackName })) {
    const waiting = Summaries.filter(({ ExecutionStatus }) => ExecutionStatus === 'AVAILABLE');
    ids.push(...waiting.map(({ ChangeSetId = '' }) => ChangeSetId));
  }
  return ids;
}

/**
 * Runs a deploy of the SAM CLI that asks before it changes anything. It ends well when the person says no, and leaves a change set
 * behind; then the app must not be published either, because it may need the change.
 * @throws DeployError when the person has said no
 */
export async function unlessRefused(
  client: CloudFormationClient,
  stackName: string,
  deploy: () => Promise<void>,
): Promise<void> {
  const before = new Set(await waitingChangeSets(client, stackName));
  await deploy();
  const after = await waitingChangeSets(client, stackName);
  if (after.every((it) => before.has(it))) return;
  throw new DeployError('The change was not wanted, so nothing was changed, and the app was not published.');
}
