import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { join } from 'node:path';

import { freePort, startService, waitUntil, type Service } from './programs.ts';
import { recordedAction, type Recorded } from './recorded-actions.ts';

export interface EmulatedAws {
  /** The address at which every service answers. */
  readonly url: string;
  /** The environment with which the SAM CLI, the SDKs and our own programs call it instead of AWS. */
  readonly environment: Readonly<Record<string, string>>;
  /** Returns the IAM actions of all requests so far that were signed with an access key. */
  readonly actionsOf: (accessKeyId: string) => ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** Starts ministack on free ports of 127.0.0.1 with its state in `directory`; it knows one administrator. */
export async function startMinistack(directory: string): Promise<EmulatedAws> {
  const port = await freePort();
  const front = await startFront(port);
  const environment = {
    AWS_ENDPOINT_URL: front.url,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(directory, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(directory, 'no-credentials'),
    SAM_CLI_TELEMETRY: '0',
  };
  const service = startService(['ministack'], {
    cwd: directory,
    env: {
      ...environment,
      ...{ BIND_HOST: '127.0.0.1', GATEWAY_PORT: String(port), TMPDIR: directory, STATE_DIR: join(directory, 'state') },
      // Without AUTH anonymous reads would pass. Functions run with the `node` of PATH, without Docker.
      ...{ AUTH: 'true', IOT_MTLS_ENABLED: '0', DOCKER_HOST: 'unix:///nonexistent' },
    },
  });
  const close = async (): Promise<void> => {
    await service.stop();
    await front.close();
  };
  await ready(service, front.url).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { url: front.url, environment, actionsOf: front.actionsOf, close };
}

const ready = (service: Service, url: string): Promise<void> =>
  waitUntil(service, async () => (await fetch(`${url}/_ministack/health`)).ok, 120);

/**
 * Starts a proxy that says that requests came over TLS: the bucket policy denies plain HTTP, and ministack evaluates
 * it. It records what each access key asked for.
 */
async function startFront(port: number) {
  const recorded = new Map<string, Set<string>>();
  const record = (request: Recorded): void => {
    const found = recordedAction(request);
    if (found === undefined) return;
    recorded.set(found.accessKeyId, (recorded.get(found.accessKeyId) ?? new Set()).add(found.action));
  };
  const server = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, 'x-forwarded-proto': 'https' };
    const { method, url: path } = incoming;
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    const { 'content-type': type = '' } = incoming.headers;
    let body = '';
    if (type.startsWith('application/x-www-form-urlencoded')) {
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    }
    incoming.on('end', () => record({ method: method ?? '', path: path ?? '', headers: incoming.headers, body }));
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const actionsOf = (accessKeyId: string): ReadonlySet<string> => recorded.get(accessKeyId) ?? new Set();
  return { url: `http://127.0.0.1:${address.port}`, actionsOf, close };
}
