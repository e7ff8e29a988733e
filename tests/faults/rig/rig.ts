import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import { freePort } from '../../../local/free-port.ts';
import type { StartOptions } from '../../../local/start-stack.ts';
import { removeStackFile, type StackDescription } from '../../../local/stack-file.ts';
import { startProgram, type Program } from '../../../local/testing/program.ts';
import { untilReady } from '../../../local/testing/stack-ready.ts';
import { FaultProxy } from '../proxy/fault-proxy.ts';
import { Storage } from './storage.ts';

const readyWithinMs = 180_000;
const lowestPort = 10_000;
const portRange = 10_000;

/** Returns a port below the range of the proxies, which stays the same after a restart. */
const stablePort = (): Promise<number> => freePort(lowestPort + Math.floor(Math.random() * portRange));

interface RigOptions {
  /** Whether there is no proxy before S3. */
  readonly isS3Direct?: boolean;
  readonly app?: NonNullable<StartOptions['app']>;
}

/** The whole local stack in a process of its own, with one fault proxy before its app and API and one before its S3. */
export class Rig {
  readonly directory: string;
  readonly web: FaultProxy;
  readonly s3: FaultProxy;
  readonly #cognitoPort: number;
  readonly #isS3Direct: boolean;
  readonly #app: NonNullable<StartOptions['app']>;
  #program: Program | undefined;
  #stack: StackDescription | undefined;

  private constructor(directory: string, web: FaultProxy, s3: FaultProxy, cognitoPort: number, options: RigOptions) {
    this.directory = directory;
    this.web = web;
    this.s3 = s3;
    this.#cognitoPort = cognitoPort;
    this.#isS3Direct = options.isS3Direct ?? false;
    this.#app = options.app ?? 'build';
  }

  static async start(options: RigOptions = {}): Promise<Rig> {
    const directory = await mkdtemp(join(tmpdir(), 'airlock-faults-'));
    const rig = new Rig(directory, await FaultProxy.start(), await FaultProxy.start(), await stablePort(), options);
    rig.web.upstreamPort = await stablePort();
    rig.s3.upstreamPort = await stablePort();
    try {
      await rig.startStack();
      return rig;
    } catch (error) {
      await rig.close();
      throw error;
    }
  }

  /** The stack with the addresses that browsers use, those of the proxies. */
  get stack(): StackDescription {
    if (this.#stack === undefined) throw new Error('The stack does not run: call startStack first.');
    return this.#stack;
  }

  /** What S3 stores, read with the administrator's key and without the proxy. */
  get storage(): Storage {
    return new Storage({ ...this.stack, s3Url: `http://127.0.0.1:${this.s3.upstreamPort}` });
  }

  /** The user pool, with the administrator's key. */
  get pool(): CognitoIdentityProviderClient {
    const { region, cognitoUrl: endpoint, adminAccessKeyId, adminSecretAccessKey } = this.stack;
    const credentials = { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey };
    return new CognitoIdentityProviderClient({ region, endpoint, credentials });
  }

  async startStack(): Promise<void> {
    const options: StartOptions = {
      app: this.#app,
      ports: { web: this.web.upstreamPort, s3: this.s3.upstreamPort, cognito: this.#cognitoPort },
      browserUrls: {
        webUrl: `http://localhost:${this.web.port}`,
        s3Url: `http://127.0.0.1:${this.#isS3Direct ? this.s3.upstreamPort : this.s3.port}`,
      },
    };
    const file = join(import.meta.dirname, 'stack-program.ts');
    const program = startProgram([file, JSON.stringify(options), '--directory', this.directory]);
    this.#program = program;
    this.#stack = undefined;
    this.#stack = await untilReady(program, this.directory, readyWithinMs);
  }

  /** Kills the stack, as a power cut does. */
  async killStack(): Promise<void> {
    await this.#end('SIGKILL');
    removeStackFile(this.directory);
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM');
    await Promise.all([this.web.close(), this.s3.close()]);
    await rm(this.directory, { recursive: true, force: true });
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const program = this.#program;
    this.#program = undefined;
    await program?.stop(signal);
  }
}
