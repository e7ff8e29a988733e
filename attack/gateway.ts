import { join } from 'node:path';

import { startGateway, type RunningGateway } from '../local/gateway/index.ts';
import { bundlePaths } from '../local/stack/builds.ts';
import { openKeys, type Keys } from '../local/stack/keys.ts';
import { sharedRoleName } from '../local/stack/parts.ts';
import type { RunningStack } from '../local/stack/start-stack.ts';

/**
 * The gateway of the stack on a port of its own and without its throttling, which would answer most of these suites.
 * That it refuses what is too much is in local/gateway/gateway.spec.ts.
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

/** The keys of a stack: what its functions hold. */
export function stackKeys({ template }: Pick<RunningStack, 'template'>, directory: string): Keys {
  const roles = template.functions.map(({ roleId }) => template.id(roleId));
  return openKeys(directory, template.stack.accountId, [...roles, sharedRoleName]);
}
