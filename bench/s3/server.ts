import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Client } from '@airlock/stand-ins/s3/testing/client.ts';

import { benchBucket, benchKey, benchRegion, type ServerKind } from './server-process.ts';

/** A server of the benches, in a process of its own. */
export interface BenchServer {
  readonly url: string;
  /** A client that signs for the bucket of the benches. */
  readonly client: Client;
  /** Returns the most memory that the server ever held, in MiB. */
  readonly residentMiB: () => Promise<number>;
  readonly stop: () => Promise<void>;
  /** Kills the server with `kill -9`. */
  readonly kill: () => Promise<void>;
}

export async function startServer(kind: ServerKind, directory: string): Promise<BenchServer> {
  mkdirSync(directory, { recursive: true });
  const child = fork(fileURLToPath(new URL('./server-process.ts', import.meta.url)), [kind, directory]);
  const url = `http://127.0.0.1:${await told(child, 'port')}`;
  const target = { url, region: benchRegion, bucket: benchBucket, versionedBucket: '', accessKey: benchKey };
  const ended = async (end: () => void) => {
    const exit = once(child, 'exit');
    end();
    await exit;
  };
  return {
    url,
    client: new Client(target),
    residentMiB: async () => {
      child.send('memory');
      return (await told(child, 'peakResidentKiB')) / 1024;
    },
    stop: () => ended(() => child.disconnect()),
    kill: () => ended(() => child.kill('SIGKILL')),
  };
}

async function told(child: ChildProcess, name: 'port' | 'peakResidentKiB'): Promise<number> {
  const [message] = (await once(child, 'message')) as unknown[];
  const value: unknown = typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined;
  if (typeof value !== 'number') throw new Error(`The server did not tell its ${name}.`);
  return value;
}
