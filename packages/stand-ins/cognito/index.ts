import type { DatabaseSync } from 'node:sqlite';

import type { Authorize } from '../iam/authorize.ts';
import { listen } from '../listen.ts';
import type { FindAccessKey } from '../sigv4/index.ts';
import { createPool, type Pool, type PoolOptions } from './pool.ts';
import { createCognitoServer } from './server.ts';
import { loadSigningKey } from './signing-key.ts';
import { openDatabase } from './store/database.ts';

export { TriggerInvocationError, type Trigger, type Triggers } from './triggers.ts';

export interface CognitoOptions extends PoolOptions {
  /** The folder for users and keys. It is created when missing, and only its owner can read it. */
  readonly directory: string;
  /** The port to listen on; 0 takes any free port. When the port is taken, the next free one is used. */
  readonly port: number;
  readonly findAccessKey: FindAccessKey;
  readonly authorize?: Authorize;
  /** How long a client may stand still in the headers of a request, in milliseconds; in its body it has three times as long. */
  readonly patienceMs?: number;
}

export interface Cognito {
  readonly url: string;
  readonly port: number;
  readonly userPoolId: string;
  /** The id of the first client. */
  readonly userPoolClientId: string;
  /** The ids of all clients, in the order given. */
  readonly userPoolClientIds: readonly string[];
  readonly jwksUrl: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts a user pool that refuses what Cognito refuses. Throws an error of one sentence with the fix when `directory`
 * is damaged, and an error that names the property when the pool or a client needs something that is not built here.
 */
export async function startCognito(options: CognitoOptions): Promise<Cognito> {
  const { database, pool } = await openPool(options);
  const { region, findAccessKey, authorize, patienceMs } = options;
  const adminAccess = { region, poolArn: pool.arn, findAccessKey, authorize, now: pool.now };
  const server = createCognitoServer(pool, adminAccess, patienceMs);
  const port = await listen(server, options.port);
  const url = `http://127.0.0.1:${port}`;
  const clientIds = [...pool.clients.keys()];
  return {
    url,
    port,
    userPoolId: pool.id,
    userPoolClientId: clientIds[0] ?? '',
    userPoolClientIds: clientIds,
    jwksUrl: `${url}/${pool.id}/.well-known/jwks.json`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          database.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function openPool(options: CognitoOptions): Promise<{ database: DatabaseSync; pool: Pool }> {
  const { directory } = options;
  const { database, key } = await open(directory).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The user pool in ${directory} is damaged (${reason}): delete that folder to begin with an empty one; its users are lost.`,
      { cause: error },
    );
  });
  try {
    return { database, pool: createPool(database, key, options) };
  } catch (error) {
    database.close();
    throw error;
  }
}

async function open(directory: string) {
  const database = openDatabase(directory);
  try {
    return { database, key: await loadSigningKey(directory) };
  } catch (error) {
    database.close();
    throw error;
  }
}
