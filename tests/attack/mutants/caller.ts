import { mutantsOf, type Mutant } from './mutant.ts';

const http = 'backend/src/http';

/** Mutants of the rules for who the caller is. */
export const callerMutants: readonly Mutant[] = [
  ...mutantsOf(`${http}/caller-of-claims.ts`, `${http}/caller-of-claims.spec.ts`, [
    ['an ID token is as good as an access token', `v.literal('access')`, 'v.string()'],
    ['any client of the pool will do', 'output.client_id !== clientId || ', ''],
    ['no scope is needed', ` || !opensFiles(output.scope)`, ''],
    ['a scope need only begin right', `scopes.includes(filesScope)`, 'scope.includes(filesScope)'],
    ['a subject may have something before it', '/^[0-9a-f]{8}', '/[0-9a-f]{8}'],
    ['a subject may have something behind it', '{12}$/', '{12}/'],
  ]),
  ...mutantsOf(`${http}/find-caller.ts`, `${http}/find-caller.spec.ts`, [
    [
      'without a pool anybody is somebody',
      `throw refused('No user pool is configured.')`,
      `return { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' }`,
    ],
    ['claims that are none give way to the token', 'authorizer ? authorizer.claims :', 'authorizer?.claims ??'],
    [
      'a caller without claims is nobody in particular',
      `throw refused('The claims are not those of an access token of this client.')`,
      `return { id: '' }`,
    ],
  ]),
  ...mutantsOf(`${http}/verify-token.ts`, `${http}/find-caller.spec.ts`, [
    ['a token may be good for ever', `throw new Error('The token has no expiry.')`, 'return'],
    ['no keys is the token’s fault', `cause instanceof KeysUnavailable ? 'unknown' : 'refused'`, `'refused'`],
  ]),
  ...mutantsOf('frontend/src/app/api/our-api.ts', 'frontend/src/app/api/our-api.spec.ts', [
    [
      'the token goes to any host',
      'sameOrigin && withoutUser &&',
      'withoutUser &&',
      'does not trust https://evil.example/api/files$',
    ],
    [
      'the token goes to any path',
      'target.pathname.startsWith(`${base.pathname}/`)',
      'target.pathname.startsWith(base.pathname)',
      'does not trust /api-evil/files$',
    ],
    [
      'the token goes to whoever is named before the host',
      `target.username === '' && target.password === ''`,
      'target.href.length > 0',
      'does not trust https://user',
    ],
  ]),
];
