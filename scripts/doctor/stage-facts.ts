import { GetStagesCommand, type APIGatewayClient, type Stage } from '@aws-sdk/client-api-gateway';
import type { Stack } from '@aws-sdk/client-cloudformation';

import { deploymentOf, isOutdated, stageName } from '../deploy/stage.ts';
import type { StageFacts } from './facts.ts';

/** Returns what API Gateway says about the stages of an API: what callers meet, not what the stack says. */
export async function stageFacts(gateway: APIGatewayClient, restApiId: string, stack: Stack): Promise<StageFacts> {
  const { item = [] } = await gateway.send(new GetStagesCommand({ restApiId }));
  const stage = item.find((it) => it.stageName === stageName);
  const deployment = stage === undefined ? undefined : await deploymentOf(gateway, restApiId);
  return {
    restApiId,
    names: item.map((it) => it.stageName ?? ''),
    isOutdated: deployment === undefined || isOutdated(stack, deployment),
    requestsPerSecond: limitOf(stage),
    hasAccessLog: stage?.accessLogSettings?.destinationArn !== undefined,
  };
}

const limitOf = (stage: Stage | undefined): number | undefined => stage?.methodSettings?.['*/*']?.throttlingRateLimit;

/**
 * Asks the API as a browser would before a request from another origin. Returns the origin that it lets in; nobody, where it does not
 * answer.
 */
export async function probeApi(apiUrl: string, origin: string): Promise<string> {
  const headers = { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' };
  const answer = await fetch(`${apiUrl}/files`, { method: 'OPTIONS', headers }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.headers.get('access-control-allow-origin') ?? '';
}
