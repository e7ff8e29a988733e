import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadSigningKey, type SigningKey } from '@airlock/stand-ins/cognito/signing-key.ts';

import { startStack, type RunningStack, type StartOptions } from '../../local/start-stack.ts';
import { signedInUser, type StackUser } from '../../local/testing/stack-user.ts';
import { openGateway } from './gateway.ts';

/** The whole local stack, attacked from outside: real bundles, gateway, S3 and Cognito, and two people. */
export interface World {
  readonly running: RunningStack;
  /** The API at a gateway without throttling. */
  readonly apiUrl: string;
  /** Where the stack keeps its data: for looking at what an attack has left behind. */
  readonly directory: string;
  /** Who has something to lose. */
  readonly owner: StackUser;
  /** Who has an account of the same pool, and should get nothing with it. */
  readonly stranger: StackUser;
  /** The pool's own key: what it would take to make a token that only its claims betray. */
  readonly poolKey: SigningKey;
  readonly close: () => Promise<void>;
}

/** One per spec file: it costs about a second. `parameters`: of the template, those that do not have their default. */
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
