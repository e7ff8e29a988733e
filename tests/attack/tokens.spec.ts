import { accountScope, filesScope } from '@airlock/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { callOperation, goodInput, operations, refusal } from './api.ts';
import { claimsOf, forgedTokens, type ForgedToken } from './forged-tokens.ts';
import { eventOf, loadLambdas, type Lambda } from './lambda.ts';
import { raw } from './request.ts';
import { openWorld, type World } from './world.ts';

const unauthorizedText = '{"message":"Unauthorized"}';
const refusedByFunctionText = '{"code":"unauthorized","message":"Sign in first.","requestId":"…"}';
const expiredText = '{"message":"The incoming token has expired"}';
let world: World;
let forged: readonly ForgedToken[];
let lambdas: ReadonlyMap<string, Lambda>;

beforeAll(async () => {
  world = await openWorld();
  forged = forgedTokens(world);
  lambdas = await loadLambdas(world, operations);
}, 120_000);
afterAll(() => world.close());

describe.each(operations)('$name', (operation) => {
  it('lets nobody in with a forged token', async () => {
    const { apiUrl } = world;
    const calls = forged.map(async ({ name, token }) => {
      const { status, text } = await callOperation({ apiUrl, token }, operation, goodInput(operation));
      return { name, status, text: text.replace(/"requestId":"[^"]+"/, '"requestId":"…"') };
    });
    // All but the last are words of the authorizer. The function, which would refuse most of the tokens too, was not called.
    const words = ({ name, passesAuthorizer = false }: ForgedToken): string => {
      if (name === 'an expiry that has passed') return expiredText;
      return passesAuthorizer ? refusedByFunctionText : unauthorizedText;
    };
    expect(await Promise.all(calls)).toEqual(forged.map((it) => ({ name: it.name, status: 401, text: words(it) })));
  });

  it('lets nobody in with a forged token where no authorizer stands before it', async () => {
    const lambda = lambdas.get(operation.name)!;
    const calls = forged.map(async ({ name, token }) => {
      const answer = await lambda(eventOf(operation, goodInput(operation), { token }));
      return { name, status: answer.status, code: refusal(answer).code };
    });
    expect(await Promise.all(calls)).toEqual(forged.map(({ name }) => ({ name, status: 401, code: 'unauthorized' })));
  });

  it('takes the good token of which all these were made', async () => {
    const answer = await lambdas.get(operation.name)!(
      eventOf(operation, goodInput(operation), { token: world.owner.accessToken }),
    );
    expect(answer.status).not.toBe(401);
    const { apiUrl } = world;
    const { status } = await callOperation({ apiUrl, token: world.owner.accessToken }, operation, goodInput(operation));
    expect(status).not.toBe(401);
  });

  it('believes no claims that are not those of an access token, whoever says them', async () => {
    const claims = claimsOf(world.owner.accessToken);
    const odd: readonly object[] = [
      {},
      { ...claims, token_use: 'id' },
      { ...claims, client_id: 'another' },
      { ...claims, client_id: world.running.stack.accountClientId },
      { ...claims, scope: 'openid' },
      { ...claims, scope: accountScope },
      { ...claims, scope: `${filesScope} ${accountScope}` },
      ...[
        '',
        '..',
        '../x',
        `${String(claims['sub'])}/../x`,
        'users',
        '*',
        '${aws:userid}',
        1,
        null,
        [claims['sub']],
      ].map((sub) => ({ ...claims, sub })),
    ];
    const lambda = lambdas.get(operation.name)!;
    const answers = await Promise.all(
      odd.map((it) => lambda(eventOf(operation, goodInput(operation), { claims: it }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(odd.map(() => 401));
  });

  it('lets nobody in without a token, or with one in another place', async () => {
    const { apiUrl } = world;
    const { accessToken } = world.owner;
    const url = `${apiUrl}${operation.path}`;
    const { method } = operation;
    const headerSets: readonly (readonly [string, string])[][] = [
      [],
      [['authorization', '']],
      [['authorization', 'Bearer']],
      [['authorization', `Basic ${Buffer.from(`owner:${accessToken}`).toString('base64')}`]],
      [['x-authorization', accessToken]],
      [['x-amz-security-token', accessToken]],
      [['cookie', `authorization=${accessToken}; accessToken=${accessToken}`]],
      [['x-forwarded-authorization', `Bearer ${accessToken}`]],
    ];
    const answers = [
      ...headerSets.map((headers) => raw({ method, url, headers })),
      raw({ method, url: `${url}?access_token=${accessToken}&authorization=${accessToken}` }),
    ];
    expect((await Promise.all(answers)).map(({ status, text }) => [status, text])).toEqual(
      answers.map(() => [401, unauthorizedText]),
    );
  });
});

describe('two Authorization headers', () => {
  it('never act as the second one', async () => {
    const { apiUrl } = world;
    const list = (...tokens: readonly string[]) =>
      raw({
        method: 'GET',
        url: `${apiUrl}/files`,
        headers: tokens.map((token, index) => [index === 0 ? 'Authorization' : 'authorization', `Bearer ${token}`]),
      });
    expect((await list('a.b.c', world.owner.accessToken)).status).toBe(401);
    expect((await list(world.owner.idToken, world.owner.accessToken)).status).toBe(401);
  });
});

describe('an expired token of the pool', () => {
  it('is told apart only from the gateway’s other refusals, with nothing but that', async () => {
    const expired = forged.find(({ name }) => name === 'an expiry that has passed')!;
    const answer = await callOperation(
      { apiUrl: world.apiUrl, token: expired.token },
      operations[0]!,
      goodInput(operations[0]!),
    );
    expect(answer.text).toBe(expiredText);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});
