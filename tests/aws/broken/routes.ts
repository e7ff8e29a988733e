import {
  GetMethodCommand,
  GetResourcesCommand,
  UpdateMethodCommand,
  type APIGatewayClient,
  type PatchOperation,
} from '@aws-sdk/client-api-gateway';

import type { StackOutputs } from '../../../scripts/deploy/stack.ts';
import type { BrokenSetting } from './setting.ts';

/**
 * Breaks settings of routes. A route for ID tokens is not among them: ministack cannot restore scopes. The local stack
 * is started without them instead.
 */
export function brokenRoutes(gateway: APIGatewayClient, { ApiUrl }: StackOutputs): readonly BrokenSetting[] {
  const restApiId = new URL(ApiUrl).hostname.split('.')[0];
  const typed = (value: string): PatchOperation => ({ op: 'replace', path: '/authorizationType', value });
  return [
    {
      ...{ name: 'a route for everybody', sentence: 'GET /files has no authorizer' },
      spoil: async () => {
        const { items = [] } = await gateway.send(new GetResourcesCommand({ restApiId }));
        const method = { restApiId, resourceId: items.find(({ path }) => path === '/files')?.id, httpMethod: 'GET' };
        const { authorizerId } = await gateway.send(new GetMethodCommand(method));
        const patch = (...patchOperations: PatchOperation[]) =>
          gateway.send(new UpdateMethodCommand({ ...method, patchOperations }));
        await patch(typed('NONE'));
        // Without the type, a method loses its authorizer.
        return () => patch(typed('COGNITO_USER_POOLS'), { op: 'replace', path: '/authorizerId', value: authorizerId });
      },
    },
  ];
}
