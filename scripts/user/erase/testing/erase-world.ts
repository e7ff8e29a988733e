import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { accountKey, PoolFixture } from '@airlock/stand-ins/cognito/testing/pool-fixture.ts';
import { listen } from '@airlock/stand-ins/listen.ts';
import { startS3, type RunningS3 } from '@airlock/stand-ins/s3';

import type { Stores } from '../find-stores.ts';

const region = 'eu-central-1';
const [filesBucket, stateBucket] = ['airlock-files', 'airlock-state'];

interface States {
  readonly server: Server;
  readonly url: string;
  readonly stopped: () => number;
}

async function startStates(): Promise<States> {
  let stopped = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const isRunning = body.includes(':execution:airlock-changes:running"');
      if (isRunning) stopped += 1;
      response.statusCode = isRunning ? 200 : 400;
      response.end(isRunning ? '{"stopDate":0}' : '{"__type":"ExecutionDoesNotExist"}');
    });
  });
  return { server, url: `http://127.0.0.1:${await listen(server, 0)}`, stopped: () => stopped };
}

/** A pool, S3 with the two buckets, and a Step Functions that knows the execution `running` only. */
export class EraseWorld {
  readonly pool: PoolFixture;
  readonly #s3: RunningS3;
  readonly #client: S3Client;
  readonly #states: States;

  private constructor(pool: PoolFixture, s3: RunningS3, states: States) {
    this.pool = pool;
    this.#s3 = s3;
    this.#client = new S3Client(this.#s3Options);
    this.#states = states;
  }

  static async start(): Promise<EraseWorld> {
    const pool = await PoolFixture.start();
    const s3 = await startS3({
      ...{ directory: join(pool.directory, 's3'), port: 0, region, accountId: '123456789012' },
      buckets: [
        { name: filesBucket, properties: { VersioningConfiguration: { Status: 'Enabled' } } },
        { name: stateBucket, properties: {} },
      ],
      findAccessKey: () => accountKey,
      authorize: () => Promise.resolve(true),
    });
    return new EraseWorld(pool, s3, await startStates());
  }

  /** How many executions were stopped. */
  get stopped(): number {
    return this.#states.stopped();
  }

  async close(): Promise<void> {
    this.#client.destroy();
    this.#states.server.closeAllConnections();
    this.#states.server.close();
    await this.#s3.close();
    await this.pool.stop();
  }

  get #s3Options() {
    return { endpoint: this.#s3.url, region, forcePathStyle: true, credentials: accountKey, maxAttempts: 1 };
  }

  /** Returns new clients, as each run of the program has. */
  stores(): Stores {
    return {
      cognito: this.pool.admin(),
      s3: new S3Client(this.#s3Options),
      sfn: new SFNClient({ endpoint: this.#states.url, region, credentials: accountKey, maxAttempts: 1 }),
      ...{ UserPoolId: this.pool.cognito.userPoolId, UserPoolClientId: this.pool.cognito.userPoolClientId },
      ...{ filesBucket, stateBucket },
      changesStateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:airlock-changes',
    };
  }

  async subOf(Username: string): Promise<string> {
    const user = await this.pool.admin().send(new AdminGetUserCommand({ ...this.pool.ids, Username }));
    return user.UserAttributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
  }

  /** Stores one of everything that a person can have: six versions and deletions, two uploads, three records. */
  async fill(sub: string): Promise<void> {
    const file = (path: string) => ({ Bucket: filesBucket, Key: `users/${sub}/${path}` });
    // No answer in XML can name the second one, so a call for many cannot delete it.
    for (const path of ['a.txt', 'odd \u0001 name', 'replaced.txt', 'replaced.txt', 'trashed.txt']) {
      await this.#client.send(new PutObjectCommand({ ...file(path), Body: 'some bytes' }));
    }
    await this.#client.send(new DeleteObjectCommand(file('trashed.txt')));
    for (const path of ['large.bin', 'larger.bin']) {
      await this.#client.send(new CreateMultipartUploadCommand(file(path)));
    }
    for (const name of [`changes/${sub}/running.json`, `changes/${sub}/over.json`, `slices/${sub}/over/000000.json`]) {
      await this.#client.send(new PutObjectCommand({ Bucket: stateBucket, Key: name, Body: '{}' }));
    }
  }

  /** Returns the keys of all versions, deletions, uploads and records that are there, of everybody. */
  async keys(): Promise<readonly string[]> {
    const keys: (string | undefined)[] = [];
    for (const Bucket of [filesBucket, stateBucket]) {
      const { Versions = [], DeleteMarkers = [] } = await this.#client.send(new ListObjectVersionsCommand({ Bucket }));
      const { Uploads = [] } = await this.#client.send(new ListMultipartUploadsCommand({ Bucket }));
      keys.push(...[...Versions, ...DeleteMarkers, ...Uploads].map(({ Key }) => Key));
    }
    return keys.map((key) => key ?? '').sort();
  }
}
