/** The parameter DevOrigin: the app of `ng serve` may use the API and the bucket, and nobody else may beside the app itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { startStack, type RunningStack } from './start-stack.ts';

const devOrigin = 'http://localhost:4201';
const directory = mkdtempSync(join(tmpdir(), 'airlock-dev-origin-'));
let running: RunningStack | undefined;

async function start(parameters: Readonly<Record<string, string>>): Promise<RunningStack> {
  running = await startStack({ directory, ports: { web: 0, s3: 0, cognito: 0 }, app: 'as-it-is', parameters });
  return running;
}

async function allowedOrigin(url: string, origin: string): Promise<string | null> {
  const headers = { Origin: origin, 'Access-Control-Request-Method': 'PUT' };
  return (await fetch(url, { method: 'OPTIONS', headers })).headers.get('access-control-allow-origin');
}

async function startedAnew(parameters: Readonly<Record<string, string>> = {}) {
  const { stack } = await start(parameters);
  const file = `${stack.s3Url}/${stack.filesBucket}/users/a/b.txt`;
  return { app: stack.webUrl, inBucket: (origin: string) => allowedOrigin(file, origin), api: `${stack.apiUrl}/files` };
}

beforeEach(() => (running = undefined));
afterEach(() => running?.close());
afterAll(() => rmSync(directory, { recursive: true }));

describe('the local stack', () => {
  it('lets DevOrigin and the app that it serves use the bucket, and nobody else', async () => {
    const { app, inBucket } = await startedAnew({ DevOrigin: devOrigin });
    expect(await inBucket(devOrigin)).toBe(devOrigin);
    expect(await inBucket(app)).toBe(app);
    expect(await inBucket('http://localhost:4202')).toBeNull();
  }, 60_000);

  it('lets DevOrigin read what the API answers', async () => {
    const { api } = await startedAnew({ DevOrigin: devOrigin });
    const refused = await fetch(api, { headers: { Origin: devOrigin } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(devOrigin);
  }, 60_000);

  it('lets only the app that it serves use bucket and API without DevOrigin', async () => {
    const { app, inBucket, api } = await startedAnew();
    expect(await inBucket(app)).toBe(app);
    expect(await inBucket(devOrigin)).toBeNull();
    const refused = await fetch(api, { headers: { Origin: devOrigin } });
    expect(refused.headers.get('access-control-allow-origin')).toBe(app);
  }, 60_000);

  it('serves an app with a domain name of its own here too', async () => {
    const { app, inBucket } = await startedAnew({
      AppDomainName: 'files.example.com',
      AppCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
    });
    expect(await inBucket(app)).toBe(app);
  }, 60_000);
});
