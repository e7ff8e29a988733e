import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AuthorizationRequest } from '../../iam/authorize.ts';
import { Client, type Request, type Response } from './client.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

export const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
/** The properties of a bucket with this rule of encryption. */
export const byDefault = (rule: object) => ({
  BucketEncryption: { ServerSideEncryptionConfiguration: [rule] },
});
/** The properties of a bucket that encrypts with the keys of S3. */
export const ofS3 = byDefault({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } });
/** The properties of a bucket that encrypts with a key of KMS. */
export const ofKms = byDefault({
  BucketKeyEnabled: true,
  ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
});

export const prefix = 'x-amz-server-side-encryption';
export const saysS3 = { [prefix]: 'AES256' };
export const saysKms = {
  [prefix]: 'aws:kms',
  [`${prefix}-aws-kms-key-id`]: keyArn,
  [`${prefix}-bucket-key-enabled`]: 'true',
};
/** Returns the headers of an answer that are about encryption. */
export const said = ({ headers }: Response) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith(prefix)));

/** The stand-in with two encrypted buckets, on a directory that outlives its restarts. */
export class EncryptedBuckets {
  /** Actions that the policies deny. */
  denied: string[] = [];
  /** What the policies were asked, in order. */
  readonly asked: AuthorizationRequest[] = [];
  readonly #directory = mkdtempSync(join(tmpdir(), 'airlock-encryption-'));
  #standIn: StandIn | undefined;
  #client: Client | undefined;

  get client(): Client {
    if (!this.#client) throw new Error('Call start first.');
    return this.#client;
  }

  /** Starts `plain` with these properties, and `versioned` with the other algorithm. Restarts a running stand-in. */
  async start(properties: object): Promise<void> {
    await this.#standIn?.stop();
    const authorize = (request: AuthorizationRequest) => {
      this.asked.push(request);
      return Promise.resolve(!this.denied.includes(request.action));
    };
    const buckets = [
      { name: 'plain', properties },
      { name: 'versioned', properties: properties === ofKms ? ofS3 : ofKms },
    ];
    this.#standIn = await startStandIn({ directory: this.#directory, authorize, buckets });
    this.#client = new Client(this.#standIn.target);
  }

  send(method: string, key: string, more: Partial<Request> = {}): Promise<Response> {
    return this.client.send({ method, key, ...more });
  }

  async close(): Promise<void> {
    await this.#standIn?.stop();
    rmSync(this.#directory, { recursive: true });
  }
}
