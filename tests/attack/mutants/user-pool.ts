import { mutantsOf, type Mutant } from './mutant.ts';

const pool = 'packages/stand-ins/cognito';

/** Mutants of the local user pool: rules on which the product relies, as it relies on those of Cognito. */
export const userPoolMutants: readonly Mutant[] = [
  ...mutantsOf(`${pool}/tokens.ts`, `${pool}/scopes.spec.ts`, [
    [
      'a token needs no scope to change the account',
      "if (!claims.output.scope.split(' ').includes(userScope)) {",
      'if (claims.output.scope.length > 1000) {',
      'an access token without the scope of the account is refused by',
    ],
  ]),
  ...mutantsOf(`${pool}/sessions.ts`, `${pool}/scopes.spec.ts`, [
    [
      'every client renews',
      "if (Feature !== 'ENABLED' && !client",
      "if (Feature === 'ENABLED' && !client",
      'gets nothing for its refresh token$',
    ],
  ]),
  ...mutantsOf(`${pool}/token-overrides.ts`, `${pool}/triggers.spec.ts`, [
    [
      'a function changes whose token it is',
      'filter(([name]) => !kept.has(name))',
      'filter(([name]) => name !== "")',
      'changes claims of both tokens, but none that the service keeps$',
    ],
    [
      'an answer that cannot be read changes nothing',
      'if (!read.success) throw invalidAnswer();',
      'if (!read.success) return { id: { add: {}, suppress: [] }, access: { add: {}, suppress: [] }, scopes: [] };',
      'lets nobody in with (?:an unknown member|a scope with a space|scopes that are no list)$',
    ],
  ]),
  ...mutantsOf(`${pool}/triggers.ts`, `${pool}/triggers.spec.ts`, [
    [
      'people are let in when the function fails',
      'throw failureOf(name, error);',
      'return { response: {}, error };',
      'lets nobody in when it (?:throws, and renews nothing|cannot be called)$',
    ],
    [
      'people are let in when the function is slow',
      "throw unexpected(name, 'Socket timeout while invoking Lambda function');",
      'return { response: {} };',
      'is called three times when it is slow, and then nobody is let in$',
    ],
  ]),
  ...mutantsOf(`${pool}/operations/sign-in-operations.ts`, `${pool}/triggers.spec.ts`, [
    [
      'the function does not learn what a sign-in is for',
      'responses, clientMetadata: ClientMetadata };',
      'responses, clientMetadata: ClientMetadata && undefined };',
      'gets the ClientMetadata of RespondToAuthChallenge',
    ],
  ]),
  ...mutantsOf(`${pool}/verification.ts`, `${pool}/pending-email.spec.ts`, [
    [
      'a new address counts before its code',
      'waiting.includes(verifiable) &&',
      '!waiting.includes(verifiable) &&',
      'a new address that must be verified first is the user’s only after its code has come back$',
    ],
    [
      'one code is good for both addresses',
      'return [await sendCode(pool, { source, purpose: pending,',
      'return [await sendCode(pool, { source, purpose: verifiable,',
      'is not verified by a code that went to the present address$',
    ],
  ]),
  ...mutantsOf(`${pool}/passwords.ts`, `${pool}/password-history.spec.ts`, [
    [
      'a password may be used again',
      "throw new CognitoError('PasswordHistoryPolicyViolationException', 'Password has previously been used.');",
      'return;',
      'a password that the user had before',
    ],
  ]),
  ...mutantsOf(`${pool}/server.ts`, `${pool}/slow-clients.spec.ts`, [
    [
      'a slow client keeps its connection',
      'createServer(serverOptions(patienceMs), ',
      'createServer(serverOptions(1e6), ',
      'a client that stops half-way',
    ],
  ]),
];
