/**
 * Runs `sam local start-api` in Docker as the API behind the local stack (`npm start -- --api`). A file moves through
 * it, first with plain fetch, then in a real browser. It has no authorizer, so the functions check every token
 * themselves.
 *
 * node tests/aws/local-start-api.ts BUILD_FOLDER what `sam build` wrote
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorBody, operations } from '@airlock/contract';
import * as v from 'valibot';

import type { StackDescription } from '../../local/stack-file.ts';
import { signedInUser, type StackUser } from '../../local/testing/stack-user.ts';
import { Checks } from './checks.ts';
import { expectStatus } from './expect-status.ts';
import { startBuiltIn } from './gateways/built-in.ts';
import { compareGateways } from './gateways/compare.ts';
import { moveAFile, seeNothing } from './move-a-file.ts';
import { moveInParts } from './move-in-parts.ts';
import { freePort, mustRun, type Service } from './programs.ts';
import { endSam, expired, forged, root, startSam, startWithoutApi, type SamStack } from './sam-stack.ts';

const [build = '.aws-sam/build'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'airlock-start-api-'));
const port = await freePort();
const checks = new Checks();
let samApi: Service | undefined;
const running = await checks.run('npm start -- --api starts', () => startWithoutApi(folder, port));
try {
  if (running !== undefined) {
    samApi = await checks.run('sam local start-api starts', () => startSamApi(running));
    if (samApi !== undefined) await checkAll(running);
  }
} finally {
  if (running !== undefined) await endSam(running, samApi);
  await running?.service.stop();
  await rm(folder, { recursive: true, force: true });
}
await checks.finish();

function startSamApi(stack: SamStack): Promise<Service> {
  return startSam(stack, {
    ...{ command: 'start-api', build, directory: folder, port, containers: 'EAGER' },
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/no-route`)).status === 403,
  });
}

async function checkAll({ stack }: SamStack): Promise<void> {
  const user = await signedInUser(stack, 'owner');
  const stranger = await signedInUser(stack, 'stranger');
  const api = { url: stack.apiUrl, accessToken: user.accessToken };
  await moveAFile(checks, api);
  await moveInParts(checks, api);
  await seeNothing(checks, api, { ...api, accessToken: stranger.accessToken });
  const refused: readonly (readonly [string, string | undefined])[] = [
    ['no token', undefined],
    ['an ID token', user.idToken],
    ['a forged token', forged(user.accessToken)],
    ['an expired token', await expired(user.accessToken, folder)],
  ];
  for (const [name, token] of refused) {
    await checks.run(`every route refuses ${name}`, () => refusesEverywhere(stack.apiUrl, token));
  }
  await compareWithBuiltIn(stack, user);
  await checks.run('the browser journey passes', () => journey());
}

async function compareWithBuiltIn({ apiUrl: url, webUrl: origin }: StackDescription, user: StackUser): Promise<void> {
  const builtIn = await startBuiltIn();
  try {
    await compareGateways(checks, builtIn.user, 'sam local start-api', { url, origin, ...user });
  } finally {
    await builtIn.close();
  }
}

async function refusesEverywhere(url: string, token: string | undefined): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  for (const { name, method, path } of operations) {
    const answer = await fetch(`${url}${path.replace('{uploadId}', 'any')}`, {
      method,
      headers,
      ...(method === 'POST' && { body: '{"path":"a"}' }),
    });
    await expectStatus(answer, 401);
    const { code } = v.parse(errorBody, await answer.json());
    if (code !== 'unauthorized') throw new Error(`${name}: the code is ${code}.`);
  }
}

/** Runs the journeys of tests/e2e/ that send and fetch files, against this stack instead of one of their own. */
async function journey(): Promise<void> {
  const playwright = join(root, 'node_modules/.bin/playwright');
  // `sam local start-api` has no Step Functions: large changes are refused there in a sentence.
  const withoutWorkflow = ['--grep-invert', 'large change'];
  await mustRun(
    [
      playwright,
      'test',
      '--config',
      'tests/e2e/playwright.config.ts',
      '--workers=1',
      '-g',
      'byte for byte|undone',
      ...withoutWorkflow,
    ],
    {
      cwd: root,
      env: { AIRLOCK_STACK: join(folder, 'stack.json') },
      seconds: 300,
    },
  );
}
