import {
  CreateStageCommand,
  DeleteStageCommand,
  GetStageCommand,
  UpdateStageCommand,
  type APIGatewayClient,
} from '@aws-sdk/client-api-gateway';

import { restApiIdOf } from '../../../scripts/deploy/stage.ts';
import type { StackOutputs } from '../../../scripts/deploy/stack.ts';
import type { BrokenSetting } from './setting.ts';

/** Settings of the stage that callers meet. */
export function brokenStage(gateway: APIGatewayClient, { ApiUrl }: StackOutputs): readonly BrokenSetting[] {
  const restApiId = restApiIdOf(ApiUrl);
  const ours = { restApiId, stageName: 'api' };
  const limit = (value: string) =>
    gateway.send(
      new UpdateStageCommand({
        ...ours,
        patchOperations: [{ op: 'replace', path: '/*/*/throttling/rateLimit', value }],
      }),
    );
  return [
    {
      ...{ name: 'a second stage', sentence: 'also answers at the stage Stage, without limits' },
      spoil: async () => {
        const second = { restApiId, stageName: 'Stage' };
        const { deploymentId } = await gateway.send(new GetStageCommand(ours));
        await gateway.send(new CreateStageCommand({ ...second, deploymentId }));
        return () => gateway.send(new DeleteStageCommand(second));
      },
    },
    {
      ...{ name: 'another limit of requests', sentence: 'limits requests to 7 per second, not to' },
      spoil: async () => {
        const { methodSettings } = await gateway.send(new GetStageCommand(ours));
        const before = methodSettings?.['*/*']?.throttlingRateLimit;
        await limit('7');
        return () => limit(String(before));
      },
    },
  ];
}
