import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadSigningKey, type SigningKey } from '@airlock/stand-ins/cognito/signing-key.ts';

import { startStack, type RunningStack, type StartOptions } from '../../local/start-stack.ts';
import { signedInUser, type StackUser } from '../../local/testing/stack-user.ts';
import { openGateway } from './gateway.ts';

/** The whole local stack, attacked from outside: the real bundles, gateway, S3 and Cognito, and two people. */
export interface World {
  readonly running: RunningStack;
  /** URL of the API at a gateway without throttling. */
  readonly apiUrl: string;
  /** Folder in which the stack keeps its data. It shows what an attack has left behind. */
  readonly directory: string;
  /** The person who owns the files under attack. */
  readonly owner: StackUser;
  /** The person who attacks with an account of the same pool, which must be of no use. */
  readonly stranger: StackUser;
  /** The key of the pool itself. A token that is signed with it can be refused only because of its claims. */
  readonly poolKey: SigningKey;
  readonly close: () => Promise<void>;
}

/**
 * Starts the stack, once for each spec file, which takes about a second. `parameters` are those of the template that do
 * not have their default.
 */
export async function openWorld(parameters: StartOptions['parameters'] = {}): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-attack-'));
  const running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is', parameters });
  const gateway = await openGateway(running, directory);
  return {
    running,
    apiUrl: gateway.url,
    directory,
    owner: await signedInUser(running.stack, 'owner'),
    stranger: await signedInUser(running.stack, 'stranger'),
    poolKey: await loadSigningKey(join(directory, 'cognito')),
    close: async () => {
      await gateway.close();
      await running.close();
      rmSync(directory, { recursive: true });
    },
  };
}
