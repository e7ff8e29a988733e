import {
  CreateDeploymentCommand,
  DeleteDeploymentCommand,
  GetDeploymentCommand,
  GetStageCommand,
  type APIGatewayClient,
} from '@aws-sdk/client-api-gateway';
import type { Stack } from '@aws-sdk/client-cloudformation';

/** The stage of the API (`StageName` of `Api` in template.yaml). */
export const stageName = 'api';
const ourDescription = 'Made by "npm run deploy", because the stack has changed since the deployment before.';

/** What a stage runs. */
export interface StageDeployment {
  readonly id: string;
  readonly description: string;
  readonly createdAt: Date;
}

/** Returns the id of the API in the address of its stage, `https://ID.execute-api.…`. */
export const restApiIdOf = (apiUrl: string): string => new URL(apiUrl).hostname.split('.')[0] ?? '';

/** Returns the deployment that the stage of an API shows; `undefined` when it has none. */
export async function deploymentOf(gateway: APIGatewayClient, restApiId: string): Promise<StageDeployment | undefined> {
  const { deploymentId } = await gateway.send(new GetStageCommand({ restApiId, stageName }));
  if (deploymentId === undefined) return undefined;
  const found = await gateway.send(new GetDeploymentCommand({ restApiId, deploymentId }));
  return { id: deploymentId, description: found.description ?? '', createdAt: found.createdDate ?? new Date(0) };
}

/**
 * Says whether a stage shows an API from before the last change of its stack. API Gateway gives the time of a deployment in whole
 * seconds.
 */
export function isOutdated(stack: Stack, { createdAt }: StageDeployment): boolean {
  const changedAt = stack.LastUpdatedTime ?? stack.CreationTime ?? new Date(0);
  return createdAt.getTime() < Math.floor(changedAt.getTime() / 1000) * 1000;
}

/**
 * Makes the stage show the API as the stack has it. SAM names a deployment by a hash of the body before its parameters are resolved, so
 * that a changed DevOrigin or another user pool is in the API, but not in the stage (SAM issues 660 and 914). A
 * deploy that was cut before this is made good by the next one. Returns whether it made a deployment.
 */
export async function refreshStage(gateway: APIGatewayClient, restApiId: string, stack: Stack): Promise<boolean> {
  const before = await deploymentOf(gateway, restApiId);
  if (before !== undefined && !isOutdated(stack, before)) return false;
  await gateway.send(new CreateDeploymentCommand({ restApiId, stageName, description: ourDescription }));
  // CloudFormation removes its own deployments, and nobody else removes ours.
  if (before?.description === ourDescription) {
    await gateway.send(new DeleteDeploymentCommand({ restApiId, deploymentId: before.id }));
  }
  return true;
}
