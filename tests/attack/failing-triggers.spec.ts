/** A function that the user pool calls fails, is slow or answers nonsense: nobody is let in, and the sign-in says so. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { callCognito, signInAgain, trySignIn } from '../../local/testing/stack-user.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let refreshToken: string;

beforeAll(async () => {
  world = await openWorld();
  ({ refreshToken } = await signInAgain(world.running.stack, 'owner'));
}, 120_000);
afterAll(() => world.close());

/** Replaces the bundle of PreTokenGeneration, which the runner then loads anew. */
function preTokenGenerationIs(code: string): void {
  const file = join(world.directory, 'build/PreTokenGeneration/pre-token-generation.mjs');
  writeFileSync(file, `export const handler = async (event) => { ${code} };`);
}

const broken: readonly { readonly name: string; readonly code: string; readonly type: string }[] = [
  { name: 'throws', code: 'throw new Error("no");', type: 'UserLambdaValidationException' },
  { name: 'answers nothing', code: '', type: 'InvalidLambdaResponseException' },
  { name: 'answers a text', code: 'return "event";', type: 'InvalidLambdaResponseException' },
  {
    name: 'answers scopes that are no list',
    code: 'return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd: "airlock/files" } } } };',
    type: 'InvalidLambdaResponseException',
  },
  { name: 'does not start', code: '}; throw new Error("start"); {', type: 'UserLambdaValidationException' },
  { name: 'is slower than its time', code: 'await new Promise(() => {});', type: 'UserLambdaValidationException' },
];

describe.each(broken)('PreTokenGeneration that $name', ({ code, type }) => {
  it('lets nobody in', async () => {
    preTokenGenerationIs(code);
    const answer = await trySignIn(world.running.stack, 'stranger');
    expect(answer).toMatchObject({ __type: type });
    expect(JSON.stringify(answer)).not.toContain('Token"');
  }, 30_000);

  it('renews no session', async () => {
    const ClientId = world.running.stack.userPoolClientId;
    const answer = await callCognito(world.running.stack, 'GetTokensFromRefreshToken', {
      RefreshToken: refreshToken,
      ClientId,
    });
    expect(answer).toMatchObject({ __type: type });
    expect(JSON.stringify(answer)).not.toContain('AccessToken');
  }, 30_000);
});

describe('PreTokenGeneration that changes nothing', () => {
  it('gives a token that the API refuses', async () => {
    preTokenGenerationIs('return event;');
    const { accessToken } = await signInAgain(world.running.stack, 'stranger');
    const answer = await fetch(`${world.apiUrl}/files`, { headers: { authorization: `Bearer ${accessToken}` } });
    // The words of the authorizer: the function was not called.
    expect([answer.status, await answer.text()]).toEqual([401, '{"message":"Unauthorized"}']);
  });
});
