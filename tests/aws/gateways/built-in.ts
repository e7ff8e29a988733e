import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startStack } from '../../../local/start-stack.ts';
import { signedInUser } from '../../../local/testing/stack-user.ts';
import type { GatewayUser } from './requests.ts';

/** Starts the local stack with its own gateway on free ports, and signs in a user. */
export async function startBuiltIn(): Promise<{ readonly user: GatewayUser; readonly close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'airlock-gateway-'));
  const running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is' });
  const { accessToken, idToken } = await signedInUser(running.stack, 'user');
  const { apiUrl: url, webUrl: origin } = running.stack;
  return {
    user: { url, accessToken, idToken, origin },
    close: async () => {
      await running.close();
      await rm(directory, { recursive: true });
    },
  };
}
