import {
  GetResourcesCommand,
  UpdateMethodCommand,
  type APIGatewayClient,
  type PatchOperation,
} from '@aws-sdk/client-api-gateway';

import type { StackOutputs } from '../../deploy/stack.ts';
import type { BrokenSetting } from './setting.ts';

export function brokenRoutes(gateway: APIGatewayClient, { ApiUrl }: StackOutputs): readonly BrokenSetting[] {
  const restApiId = new URL(ApiUrl).hostname.split('.')[0];
  const changed = (name: string, sentence: string, to: PatchOperation, back: PatchOperation): BrokenSetting => ({
    ...{ name, sentence },
    spoil: async () => {
      const { items = [] } = await gateway.send(new GetResourcesCommand({ restApiId }));
      const resourceId = items.find(({ path }) => path === '/files')?.id;
      const patch = (operation: PatchOperation) =>
        gateway.send(
          new UpdateMethodCommand({ restApiId, resourceId, httpMethod: 'GET', patchOperations: [operation] }),
        );
      await patch(to);
      return () => patch(back);
    },
  });
  const type = { op: 'replace', path: '/authorizationType' } as const;
  const scope = { path: '/authorizationScopes', value: 'aws.cognito.signin.user.admin' } as const;
  return [
    changed(
      ...(['a route for everybody', 'GET /files has no authorizer'] as const),
      { ...type, value: 'NONE' },
      { ...type, value: 'COGNITO_USER_POOLS' },
    ),
    changed(
      ...(['a route for ID tokens', 'GET /files takes ID tokens'] as const),
      { op: 'remove', ...scope },
      { op: 'add', ...scope },
    ),
  ];
}
