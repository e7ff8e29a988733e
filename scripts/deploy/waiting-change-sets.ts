import {
  ExecutionStatus,
  paginateListChangeSets,
  type CloudFormationClient,
  type Stack,
} from '@aws-sdk/client-cloudformation';

import { DeployError } from './deploy-error.ts';

/** Returns the ids of the change sets of a stack that nobody has executed yet. */
export async function waitingChangeSets(client: CloudFormationClient, stack: Stack | undefined): Promise<Set<string>> {
  const waiting = new Set<string>();
  if (stack?.StackName === undefined) return waiting;
  for await (const { Summaries = [] } of paginateListChangeSets({ client }, { StackName: stack.StackName })) {
    for (const { ChangeSetId = '', ExecutionStatus: state } of Summaries) {
      if (state === ExecutionStatus.AVAILABLE) waiting.add(ChangeSetId);
    }
  }
  return waiting;
}

/**
 * Checks that "sam deploy" has executed its change set. It also ends well when somebody answers its question with no, and
 * then the new app must not be published over the old functions.
 * @throws DeployError when a change set waits that did not wait before
 */
export async function requireExecuted(
  client: CloudFormationClient,
  stack: Stack,
  waitedBefore: ReadonlySet<string>,
): Promise<void> {
  const waiting = await waitingChangeSets(client, stack);
  if ([...waiting].every((id) => waitedBefore.has(id))) return;
  throw new DeployError(
    'The change set was not executed, because the question was not answered with y. Nothing was changed: run the same command again to deploy.',
  );
}
