import { join } from 'node:path';

import { startGateway, type RunningGateway } from '@airlock/stand-ins/gateway';

import { bundlePaths } from '../../local/builds.ts';
import { openKeys, type Keys } from '../../local/keys.ts';
import { sharedRoleName } from '../../local/services.ts';
import type { RunningStack } from '../../local/start-stack.ts';

/**
 * Opens the gateway of the stack on a port of its own and without its throttling, which would answer most requests of
 * these suites. packages/stand-ins/gateway/gateway.spec.ts tests that the throttling refuses too many requests.
 */
export function openGateway({ template, stack }: RunningStack, directory: string): Promise<RunningGateway> {
  const keys = stackKeys({ template }, directory);
  return startGateway({
    template: { ...template, api: { ...template.api, throttling: [] } },
    bundles: bundlePaths(join(directory, 'build'), template.functions),
    credentials: Object.fromEntries(
      template.functions.map(({ logicalId, roleId }) => [logicalId, keys.ofRole(template.id(roleId))]),
    ),
    jwksUrl: `${stack.cognitoUrl}/${stack.userPoolId}/.well-known/jwks.json`,
    log: () => undefined,
    port: 0,
  });
}

/** Returns the access keys that the functions of a stack hold. */
export function stackKeys({ template }: Pick<RunningStack, 'template'>, directory: string): Keys {
  const roles = template.functions.map(({ roleId }) => template.id(roleId));
  return openKeys(directory, template.stack.accountId, [...roles, sharedRoleName]);
}
