import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  ExecuteChangeSetCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackImportComplete,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import type { JsonObject } from '@airlock/template';

import { DeployError } from '../deploy/deploy-error.ts';
import { findStack } from '../deploy/stack.ts';
import type { RetainedResource } from './import-template.ts';

const name = 'airlock-adopt';

interface ChangeSetPlace {
  readonly StackName: string;
  readonly ChangeSetName: string;
}

/** Describes the import of resources into a stack that does not exist yet. */
export interface Import {
  readonly stackName: string;
  readonly template: JsonObject;
  readonly resources: readonly RetainedResource[];
}

/** Returns what CloudFormation is asked. It gets no tags: an import cannot give a stack any. */
function changeSetOf({ stackName, template, resources }: Import) {
  return {
    StackName: stackName,
    ChangeSetName: name,
    ChangeSetType: 'IMPORT',
    TemplateBody: JSON.stringify(template),
    ResourcesToImport: resources.map(({ logicalId, type, identifier }) => ({
      ...{ LogicalResourceId: logicalId, ResourceType: type, ResourceIdentifier: identifier },
    })),
  } as const;
}

/**
 * Makes the stack with the resources in it. A change set that an earlier run left is made anew.
 * @throws DeployError with CloudFormation's reason; nothing is changed then
 */
export async function importResources(client: CloudFormationClient, wanted: Import): Promise<void> {
  const place = { StackName: wanted.stackName, ChangeSetName: name };
  await client.send(new DeleteChangeSetCommand(place)).catch(passOverAbsent);
  await client.send(new CreateChangeSetCommand(changeSetOf(wanted)));
  const refusal = await refusalOf(client, place);
  if (refusal !== undefined) {
    await removeChangeSet(client, place);
    throw new DeployError(`CloudFormation refuses to adopt them: ${refusal} Nothing was changed.`);
  }
  await client.send(new ExecuteChangeSetCommand(place));
  await waitForImport(client, wanted.stackName);
}

/**
 * Removes a refused change set, with the empty stack that it made: that would be in the way of a deploy. A stack that
 * somebody has made meanwhile is a reason for the refusal, and stays.
 */
async function removeChangeSet(client: CloudFormationClient, place: ChangeSetPlace): Promise<void> {
  const { StackName } = place;
  const isEmpty = (await findStack(client, StackName))?.StackStatus === 'REVIEW_IN_PROGRESS';
  if (isEmpty) await client.send(new DeleteStackCommand({ StackName }));
  else await client.send(new DeleteChangeSetCommand(place));
}

/** Returns why CloudFormation cannot execute the change set. */
async function refusalOf(client: CloudFormationClient, place: ChangeSetPlace): Promise<string | undefined> {
  // A refusal ends the waiting with an error that says less than the description.
  await waitUntilChangeSetCreateComplete({ client, minDelay: 1, maxDelay: 5, maxWaitTime: 600 }, place).catch(noop);
  const { ExecutionStatus, Status, StatusReason } = await client.send(new DescribeChangeSetCommand(place));
  if (ExecutionStatus === 'AVAILABLE') return undefined;
  const reason = `${StatusReason ?? Status ?? 'it gives no reason'}.`;
  if (!reason.includes('already exists in stack')) return reason;
  return `${reason} A resource has one stack only: work with that one, or delete it first (pool and buckets stay).`;
}

/**
 * Waits until a running import has ended.
 * @throws DeployError when CloudFormation took it back
 */
export async function waitForImport(client: CloudFormationClient, StackName: string): Promise<void> {
  try {
    await waitUntilStackImportComplete({ client, minDelay: 1, maxDelay: 10, maxWaitTime: 3600 }, { StackName });
  } catch {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
    const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'));
    const { LogicalResourceId = StackName, ResourceStatusReason = 'no reason given' } = failed.at(-1) ?? {};
    throw new DeployError(
      `CloudFormation could not adopt ${LogicalResourceId}: ${ResourceStatusReason} Pool and buckets are as they were. Remove the empty stack with "aws cloudformation delete-stack --stack-name ${StackName}", mend the cause, and run the same command again.`,
    );
  }
}

function passOverAbsent(error: unknown): void {
  const isAbsent = error instanceof Error && /^(?:ValidationError|ChangeSetNotFound)/.test(error.name);
  if (!isAbsent) throw error;
}

const noop = (): void => undefined;
