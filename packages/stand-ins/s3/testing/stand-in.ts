import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRootAuthorize, type Authorize } from '../../iam/index.ts';
import type { AccessKey } from '../../sigv4/index.ts';
import { startS3, type S3Options } from '../index.ts';
import { corsRules, type Target } from './target.ts';

export const rootKey: AccessKey = {
  accessKeyId: 'AKIAROOT000000000001',
  secretAccessKey: 'secret/of+the+root',
  principalArn: 'arn:aws:iam::123456789012:root',
};

const accountId = '123456789012';
const decide = createRootAuthorize(accountId);

/**
 * Allows everything to the account's root user and nothing to anybody else, as far as no bucket policy says otherwise.
 */
export const rootOnly: Authorize = (request) =>
  request.guard?.policy === undefined ? Promise.resolve(request.principal !== undefined) : decide(request);

export interface StandIn {
  readonly target: Target;
  readonly directory: string;
  close(): Promise<void>;
  /** Stops the server and keeps its directory for another one. */
  readonly stop: () => Promise<void>;
  /** Resolves as soon as the condition holds. */
  settled(isSettled: () => boolean): Promise<void>;
}

/**
 * Starts the stand-in in a temporary directory, with the buckets that the suite needs. `close` removes the directory.
 */
export async function startStandIn(changes: Partial<S3Options> = {}): Promise<StandIn> {
  const directory = changes.directory ?? mkdtempSync(join(tmpdir(), 'airlock-s3-'));
  const region = 'eu-central-1';
  const running = await startS3({
    directory,
    port: 0,
    region,
    accountId,
    buckets: [
      { name: 'plain', properties: { CorsConfiguration: { CorsRules: corsRules } } },
      { name: 'versioned', properties: { VersioningConfiguration: { Status: 'Enabled' } } },
    ],
    findAccessKey: (id) => (id === rootKey.accessKeyId ? rootKey : undefined),
    authorize: rootOnly,
    ...changes,
  });
  const target = { url: running.url, region, bucket: 'plain', versionedBucket: 'versioned', accessKey: rootKey };
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= running.close());
  const close = async () => {
    await stop();
    rmSync(directory, { recursive: true });
  };
  return { target, directory, close, stop, settled };
}

const patienceMs = 10_000;

/** Polls until the condition holds: what a server does after a client has disconnected has no answer to wait for. */
export async function settled(isSettled: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!isSettled()) {
    if (performance.now() > end) throw new Error('The server did not come to rest.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
