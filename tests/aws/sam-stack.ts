import { join } from 'node:path';

import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { loadSigningKey } from '@airlock/stand-ins/cognito/signing-key.ts';

import { readStackFile, type StackDescription } from '../../local/stack-file.ts';
import { startService, waitUntil, type Service } from './programs.ts';

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
