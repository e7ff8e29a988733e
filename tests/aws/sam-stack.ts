import { join } from 'node:path';

import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { loadSigningKey } from '@airlock/stand-ins/cognito/signing-key.ts';

import { readStackFile, type StackDescription } from '../../local/stack-file.ts';
import { mustRun, runProgram, startService, waitUntil, type Service } from './programs.ts';

export const root = join(import.meta.dirname, '../..');

export interface SamStack {
  readonly stack: StackDescription;
  readonly service: Service;
  /** The arguments of every `sam local` command, so that its containers can connect to this stack. */
  readonly samArguments: readonly string[];
  readonly samEnvironment: Readonly<Record<string, string>>;
}

/** Runs `npm start -- --api` on free ports with its data in `directory`: everything but the API. */
export async function startWithoutApi(directory: string, apiPort: number): Promise<SamStack> {
  const options = ['--directory', directory, '--port', '0', '--api', `http://127.0.0.1:${apiPort}`, '--docker'];
  const service = startService([process.execPath, 'local/start.ts', ...options], { cwd: root });
  try {
    await waitUntil(service, () => Promise.resolve(readStackFile(directory) !== undefined), 180);
  } catch (error) {
    await service.stop();
    throw error;
  }
  const stack = readStackFile(directory);
  if (stack === undefined) throw new Error(`The stack stopped:\n${service.output()}`);
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  return {
    stack,
    service,
    samArguments: [
      ...['--profile', 'airlock-local', '--skip-pull-image'],
      ...['--parameter-overrides', `Architecture=${architecture} DevOrigin=${stack.webUrl}`],
    ],
    samEnvironment: { AWS_SHARED_CREDENTIALS_FILE: join(directory, 'sam-credentials'), SAM_CLI_TELEMETRY: '0' },
  };
}

/** A server of `sam local`, and what it is started with. */
interface SamServer {
  readonly command: 'start-api' | 'start-lambda';
  /** What `sam build` wrote. */
  readonly build: string;
  /** The folder of the stack, which has the variables of the functions. */
  readonly directory: string;
  readonly port: number;
  /** Says whether each function has its container before the first request, or from its first request on. */
  readonly containers: 'EAGER' | 'LAZY';
  readonly isReady: () => Promise<boolean>;
}

/** Starts a server of `sam local` beside a stack. `endSam` ends it. */
export async function startSam({ samArguments, samEnvironment }: SamStack, server: SamServer): Promise<Service> {
  const { command, build, directory, port, containers, isReady } = server;
  const options = ['-t', join(build, 'template.yaml'), '--port', String(port), '--warm-containers', containers];
  const variables = ['--env-vars', join(directory, 'sam-env.json')];
  const service = startService(['sam', 'local', command, ...options, ...variables, ...samArguments], {
    cwd: root,
    env: samEnvironment,
  });
  try {
    await waitUntil(service, isReady, 180);
    return service;
  } catch (error) {
    await service.stop();
    throw error;
  }
}

/**
 * Ends a server of `sam local`, and removes the containers that name this stack's origin. SAM forgets some when it is stopped
 * while it still starts containers.
 */
export async function endSam({ stack }: SamStack, server: Service | undefined): Promise<void> {
  await server?.stop();
  const { stdout } = await mustRun(['docker', 'ps', '--all', '--quiet', '--no-trunc']);
  for (const id of stdout.split('\n').filter((line) => line !== '')) {
    const inspected = await runProgram(['docker', 'inspect', '--format', '{{json .Config.Env}}', id]);
    if (inspected.stdout.includes(`"DEV_ORIGIN=${stack.webUrl}"`)) await runProgram(['docker', 'rm', '--force', id]);
  }
}

/** Returns the same token as the pool in `directory` would have signed it a day ago: genuine, but expired. */
export async function expired(token: string, directory: string): Promise<string> {
  const { privateKey } = await loadSigningKey(join(directory, 'cognito'));
  const { alg = 'RS256', kid = '' } = decodeProtectedHeader(token);
  const claims = decodeJwt(token);
  const dayAgo = (seconds = 0): number => seconds - 24 * 3600;
  return new SignJWT({ ...claims, iat: dayAgo(claims.iat), exp: dayAgo(claims.exp) })
    .setProtectedHeader({ alg, kid })
    .sign(privateKey);
}

/** Returns the same token with another signature. */
export const forged = (token: string): string => {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return [header, claims, Buffer.from(signature, 'base64url').reverse().toString('base64url')].join('.');
};
