import type { Authorize } from '../iam/authorize.ts';
import { listen } from '../listen.ts';
import type { FindAccessKey } from '../sigv4/index.ts';
import { HashPool } from './body/hash-pool.ts';
import type { BucketDefinition } from './bucket-definition.ts';
import { Buckets } from './buckets.ts';
import { ledgerFile, type RecordAttempt } from './ledger.ts';
import { startLifecycle } from './lifecycle.ts';
import { createS3Server } from './server.ts';
import { ObjectStore } from './store/object-store.ts';

export type { BucketDefinition } from './bucket-definition.ts';
export type { LedgerEntry } from './ledger.ts';

export interface S3Options {
  /** The folder for objects. It is created when missing, and only this user can read it. */
  readonly directory: string;
  /** The port to listen on; 0 takes any free port. When the port is taken, the next free one is used. */
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly buckets: readonly BucketDefinition[];
  readonly findAccessKey: FindAccessKey;
  readonly authorize: Authorize;
  readonly now?: () => Date;
  /** A file that gets a line of JSON for every request; without it nothing is recorded. */
  readonly ledger?: string | undefined;
  /** Receives every request that has ended, instead of a file. */
  readonly record?: RecordAttempt;
  /** How long a connection may stand still, in milliseconds; 20 seconds by default. */
  readonly idleMs?: number;
}

export interface RunningS3 {
  /** The address: `http://127.0.0.1:9000`. */
  readonly url: string;
  readonly port: number;
  /** Ends open connections. Everything that was acknowledged stays. */
  close(): Promise<void>;
}

/**
 * Starts the local S3. packages/stand-ins/README.md says what it answers.
 * Throws an Error whose message is one sentence with the fix when the data cannot be used.
 */
export async function startS3(options: S3Options): Promise<RunningS3> {
  const { directory, port, region, accountId, findAccessKey, authorize, now = () => new Date() } = options;
  const store = new ObjectStore(directory, now);
  const pool = new HashPool();
  const record = options.ledger === undefined ? options.record : ledgerFile(options.ledger);
  const buckets = new Buckets(store.buckets, options.buckets, now());
  const services = { store, pool, region, accountId, buckets, now };
  const { idleMs = 20_000 } = options;
  const server = createS3Server({ ...services, findAccessKey, authorize, record, idleMs });
  try {
    const actualPort = await listen(server, port);
    const lifecycle = startLifecycle(store, () => buckets.all(), now);
    const close = async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await pool.close();
      await lifecycle.stop();
      await store.close();
    };
    return { url: `http://127.0.0.1:${actualPort}`, port: actualPort, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}
