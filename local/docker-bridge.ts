import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

import type { AccessKey } from '@airlock/stand-ins/sigv4/access-key.ts';
import type { ResolvedTemplate } from '@airlock/template';

import type { Ports } from './addresses.ts';
import { writeJsonFile } from './directory.ts';
import { StartError } from './start-error.ts';

const run = promisify(execFile);
/**
 * Returns the address of this machine on Docker's bridge, as containers see it, or `undefined` without a Docker Engine
 * on Linux. Node itself does not list the interface docker0 while no container runs.
 */
export async function bridgeAddress(): Promise<string | undefined> {
  try {
    const { stdout } = await run('ip', ['-4', '-oneline', 'address', 'show', 'dev', 'docker0'], { timeout: 5000 });
    return /inet ([\d.]+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** The name of this machine in the containers of Docker Desktop, which passes their calls on to 127.0.0.1. */
export const desktopHost = 'host.docker.internal';

export interface BridgePort {
  readonly close: () => Promise<void>;
}

/**
 * Lets containers, and nobody else, connect to S3 and Cognito: it opens the same ports on Docker's bridge and forwards
 * them to 127.0.0.1.
 * @throws StartError when a port is taken there
 */
export async function openBridge(address: string, { s3, cognito }: Ports): Promise<BridgePort> {
  const opened = [await openBridgePort(address, s3), await openBridgePort(address, cognito)];
  return {
    close: async () => {
      await Promise.all(opened.map((door) => door.close()));
    },
  };
}

async function openBridgePort(address: string, port: number): Promise<BridgePort> {
  const server: Server = createServer((outside) => {
    const inside = connect(port, '127.0.0.1');
    outside.pipe(inside).pipe(outside);
    outside.on('error', () => inside.destroy());
    inside.on('error', () => outside.destroy());
    server.on('close', () => inside.destroy());
  });
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`Containers cannot be let in at ${address}:${port} (${reason}): end what uses that port.`);
  }
  return {
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.emit('close');
      await closed;
    },
  };
}

export interface SamOptions {
  readonly template: ResolvedTemplate;
  readonly directory: string;
  /** The name or address of this machine in a container. */
  readonly host: string;
  /** The credentials that the containers get. All functions share one key, since `sam local` has no other way. */
  readonly key: AccessKey;
  /** Where the API is to listen; at the usual port of `sam local start-api` when `undefined`. */
  readonly api: URL | undefined;
}

const profile = 'airlock-local';

/**
 * Writes what `sam local start-api` needs to run the functions against this stack, `sam-env.json` (`--env-vars`) and
 * `sam-credentials`, and returns the command. Functions call S3 and Cognito at `host`; pre-signed URLs carry the
 * browser's address.
 */
export function prepareSam({ template, directory, host, key, api }: SamOptions): string {
  const reachable = (url: string): string => url.replace('127.0.0.1', host);
  const variables = template.functions.map(({ logicalId, environment }) => {
    const { AWS_ENDPOINT_URL_S3: s3 = '', USER_POOL_JWKS_URL: jwks = '' } = environment;
    const forContainers = { AWS_ENDPOINT_URL_S3: reachable(s3), USER_POOL_JWKS_URL: reachable(jwks) };
    return [logicalId, { ...environment, ...forContainers }] as const;
  });
  writeJsonFile(join(directory, 'sam-env.json'), Object.fromEntries(variables));
  const credentials = [
    `[${profile}]`,
    `region = ${template.stack.region}`,
    `aws_access_key_id = ${key.accessKeyId}`,
    `aws_secret_access_key = ${key.secretAccessKey}`,
    `aws_session_token = ${key.sessionToken ?? ''}`,
  ];
  writeFileSync(join(directory, 'sam-credentials'), `${credentials.join('\n')}\n`, { mode: 0o600 });
  const overrides = `Architecture=${architecture} DevOrigin=${template.parameters['DevOrigin']}`;
  return samCommand(shownPath(directory), overrides, portOf(api));
}

/** Lambda's name for the processor of this machine, which the image of a function must fit. */
const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

/** Returns the port of the API. A URL leaves out 80, the port of HTTP. */
function portOf(api: URL | undefined): string {
  return api === undefined ? '3000' : api.port || '80';
}

function samCommand(directory: string, overrides: string, port: string): string {
  return [
    `AWS_SHARED_CREDENTIALS_FILE=${directory}/sam-credentials sam local start-api --profile ${profile}`,
    `--port ${port} --env-vars ${directory}/sam-env.json --warm-containers EAGER`,
    `--parameter-overrides ${overrides}`,
  ].join(' ');
}

function shownPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith('..') ? path : below;
}
