import { mutantsOf, type Mutant } from './mutant.ts';

const http = 'backend/src/http';
const authorizer = 'packages/stand-ins/gateway/authorizer.ts';
const attack = 'tests/attack/tokens.spec.ts';
const odd = 'tests/attack/odd-tokens.spec.ts';
const unverified = `JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())`;
const verifying = `await jwtVerify(token, keys, {\n      algorithms: ['RS256'],`;

/** Mutants of the rules for who gets access, at the gateway and at a function that is called without the gateway. */
export const tokenMutants: readonly Mutant[] = [
  ...mutantsOf(authorizer, attack, [
    [
      'the gateway checks no signature of a token',
      `const { payload } = await jwtVerify(token, keys, {`,
      `const payload = ${unverified}; void ({`,
      // Every function that is let in starts, and the gateway's rule is one for all, so one operation is enough. Another mutant
      // shows that the test of each operation can fail.
      '^presign-put lets nobody in with a forged token$|is told apart only from the gateway’s other refusals',
    ],
    [
      'without a token the function is asked',
      `if (token === undefined || token === '') return { kind: 'unauthorized' };`,
      `if (token === undefined || token === '') return { kind: 'allowed', claims: {} };`,
      'lets nobody in without a token, or with one in another place$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/gateway/gateway.ts', attack, [
    [
      'the last of two tokens counts',
      'authorizationOf(call.request));',
      'call.request.headersDistinct.authorization?.at(-1));',
      'never act as the second one$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/gateway/request-head.ts', odd, [
    [
      'the first of two tokens counts',
      'return more.length > 0 ? undefined : header;',
      'return header ?? more[0];',
      'beside a second one counts as none',
    ],
    [
      'a token may have any size',
      'export const maxHeadBytes = 10_240;',
      'export const maxHeadBytes = 99_999;',
      'of (?:11|16|32) kB is refused before it is read',
    ],
  ]),
  ...mutantsOf(authorizer, odd, [
    [
      'the gateway asks where a token says',
      `await jwtVerify(token, keys, {`,
      `await jwtVerify(token, async (header, it) => {
        const claims = ${unverified};
        const at = [header.jku, header.x5u, claims.iss, header.kid].find((text) => text?.startsWith('http://127'));
        return (await import('jose')).createRemoteJWKSet(new URL(at))({ ...header, kid: 'theirs' }, it);
      }, {`,
      'is never asked for the key by the gateway$',
    ],
  ]),
  ...mutantsOf(`${http}/verify-token.ts`, odd, [
    [
      'a function asks where a token says',
      'await verifierOf(pool).verify(token)',
      `await (async () => {
        const [header, claims] = token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
        await fetch([header.jku, header.x5u, claims.iss, header.kid].find((text) => text?.startsWith('http://127')));
        return verifierOf(pool).verify(token);
      })()`,
      'is never asked for the key by a function$',
    ],
    [
      'a function takes long for a large token',
      'await verifierOf(pool).verify(token)',
      'await (async () => { await new Promise((done) => setTimeout(done, token.length > 9999 ? 1500 : 0)); return verifierOf(pool).verify(token); })()',
      'is refused by a function in less than a second$',
    ],
  ]),
  ...mutantsOf(`${http}/verify-token.ts`, attack, [
    [
      'the function checks no signature of a token',
      'await verifierOf(pool).verify(token)',
      unverified,
      'lets nobody in with a forged token where no authorizer stands before it$',
    ],
  ]),
  ...mutantsOf(`${http}/caller-of-claims.ts`, attack, [
    [
      'claims of any client and scope are believed',
      `if (!success || output.client_id !== clientId || !opensFiles(output.scope))`,
      'if (!success)',
      'believes no claims that are not those of an access token, whoever says them$',
    ],
    [
      'a token that opens the account opens the files too',
      ' && !scopes.includes(accountScope)',
      '',
      '^presign-put (?:believes no claims that are not those of an access token|lets nobody in with a forged token)',
    ],
    [
      'the client of account changes opens the files',
      'output.client_id !== clientId || ',
      '',
      'believes no claims that are not those of an access token, whoever says them$|lets nobody in with a forged token$',
    ],
    [
      'the pool’s own client is nobody',
      'output.client_id !== clientId',
      'output.client_id === clientId',
      'takes the good token of which all these were made$',
    ],
  ]),
  ...mutantsOf(authorizer, 'packages/stand-ins/gateway/authorizer.spec.ts', [
    [
      'the token says which algorithm checks it',
      verifying,
      `await jwtVerify(token, async (header, it) => {
        const key = await keys({ ...header, alg: 'RS256' }, it);
        if (header.alg === 'RS256') return key;
        return new TextEncoder().encode(JSON.stringify(await (await import('jose')).exportJWK(key)));
      }, {`,
      'refuses a token signed with the public key as an HMAC secret$',
    ],
    [
      'the token brings the key that checks it',
      `await jwtVerify(token, keys, {`,
      `await jwtVerify(token, async (header, it) => header.jwk ? (await import('jose')).EmbeddedJWK(header, it) : keys(header, it), {`,
      'refuses a token that brings its own key$',
    ],
    [
      'a token without a signature is let in',
      `const requiredClaims = ['exp', 'sub', 'token_use'];`,
      `const requiredClaims = ['exp', 'sub', 'token_use'];
      if (token.endsWith('.')) return { kind: 'verified', payload: ${unverified} };`,
      'refuses the algorithm (?:none|None|NONE)$',
    ],
    ['tokens of any pool are let in', `\n      issuer,`, '', `refuses another (?:pool|region)'s token$`],
    [
      'tokens of any client are let in',
      `clientIds.includes(String(payload['client_id'])) &&`,
      '',
      `refuses another client's token$`,
    ],
    ['ID tokens are let in', `payload['token_use'] === 'access' &&`, '', 'refuses an ID token that names the scope$'],
    [
      'any scope is enough',
      'scopes.some((scope) => authorizationScopes.includes(scope))',
      'scopes.length > 0',
      'refuses an access token without the scope$',
    ],
    [
      'the authorizer asks for no scope',
      'scopes.some((scope) => authorizationScopes.includes(scope))',
      'scopes.length >= 0',
      'refuses an access token (?:without the scope|with no scope at all)$',
    ],
    [
      'the gateway takes tokens for ever',
      `['exp', 'sub', 'token_use']`,
      `['sub', 'token_use']`,
      'refuses a token that never expires$',
    ],
    [
      'a token needs no subject',
      `['exp', 'sub', 'token_use']`,
      `['exp', 'token_use']`,
      'refuses a token without a subject$',
    ],
    [
      'a token is good before its time',
      'currentDate: now(),',
      'currentDate: new Date(now().getTime() + 900_000),',
      'refuses a token that is not valid yet$',
    ],
    [
      'a token is good after its time',
      'currentDate: now(),',
      'currentDate: new Date(now().getTime() - 900_000),',
      'says that a token of the pool has expired$',
    ],
    [
      'what is no token is the gateway’s fault',
      '|| !(error instanceof errors.JOSEError)',
      '|| error instanceof Error',
      'refuses (?:no token at all|an unfinished token|an oversized token|another scheme)$',
    ],
    [
      'without keys a token is the caller’s fault',
      `return { kind: 'unavailable' };`,
      `return { kind: 'unauthorized' };`,
      'makes the authorizer fail, and lets nobody in$',
    ],
  ]),
];
