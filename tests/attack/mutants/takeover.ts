import { mutantsOf, type Mutant } from './mutant.ts';

const takeover = 'tests/attack/takeover.spec.ts';
const steps = 'tests/attack/takeover-steps.spec.ts';
const failing = 'tests/attack/failing-triggers.spec.ts';
const cognito = 'packages/stand-ins/cognito';
const scopes = 'backend/src/sign-in/scopes-of-token.ts';
const authorizer = 'packages/stand-ins/gateway/authorizer.ts';
const anyScope = ['scopes.some((scope) => authorizationScopes.includes(scope))', 'scopes.length > 0'] as const;
const suppress = ['scopesToSuppress: [accountScope]', 'scopesToSuppress: []'] as const;

/** Mutants of what keeps a stolen token of the app away from the account, and a token of the account away from the files. */
const stolenTokenMutants: readonly Mutant[] = [
  ...mutantsOf(scopes, takeover, [
    [
      'the app’s tokens open the account',
      ...suppress,
      'in Cognito (?:\\w+ is refused|has changed nothing: .*|is good for ten minutes)$',
    ],
    [
      'a renewal may ask for the account',
      'triggerSource === signIn && ',
      '',
      'renews tokens for files only, with metadata \\{',
    ],
    [
      'every token opens the account',
      `triggerSource === signIn && request.clientMetadata?.['purpose'] === accountPurpose`,
      'triggerSource !== undefined',
      'renews tokens for files only|is not had without the purpose|is good for ten minutes$',
    ],
    [
      'no token opens the account',
      `triggerSource === signIn && request.clientMetadata?.['purpose'] === accountPurpose`,
      'triggerSource === undefined',
      'opens the account for five minutes$',
    ],
  ]),
  ...mutantsOf(authorizer, takeover, [
    ['any scope opens the API', ...anyScope, 'a token of an account change \\S+ is refused$'],
  ]),
  ...mutantsOf(`${cognito}/sessions.ts`, takeover, [
    [
      'a refresh token of one client renews those of another',
      'signIn?.clientId !== client.id',
      'signIn === undefined',
      'renews nothing with the client of account changes$',
    ],
    [
      'a session that was ended is renewed',
      'if (signIn.revoked)',
      'if (client.id === "")',
      'is refused once the sessions',
    ],
    [
      'a client without renewals renews',
      `if (Feature !== 'ENABLED' && !client.ExplicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH'))`,
      `if (Feature === undefined)`,
      'a token of an account change is not renewed$',
    ],
  ]),
  ...mutantsOf('tests/attack/account-operations.ts', takeover, [
    [
      'the list of operations has one alone',
      `name.endsWith('Request$')`,
      `name === 'GetUserRequest$'`,
      'is tried on all that there is$',
    ],
  ]),
];

const stepMutants: readonly Mutant[] = [
  ...mutantsOf(scopes, steps, [
    [
      'the app’s tokens open the account, step by step',
      ...suppress,
      'is refused at the first step|is refused at each further step|does not delete the account$',
    ],
  ]),
  ...mutantsOf('backend/src/sign-in/end-sessions-after-reset.ts', steps, [
    [
      'a reset ends no session',
      'if (hasEndedSessions) await',
      'if (!hasEndedSessions) await',
      'ends every session, on the server',
    ],
  ]),
  ...mutantsOf(`${cognito}/forgotten-password.ts`, steps, [
    [
      'the code for a new password goes elsewhere',
      'const message = { kind: purpose, address, secret } as const;',
      `const message = { kind: purpose, address: 'thief@example.com', secret } as const;`,
      'gets no code for a new password',
    ],
    [
      'a reset changes nothing',
      `return replacePassword(pool, user, password, 'CONFIRMED');`,
      'return user;',
      'takes the new password, and the old one no more$',
      'ends every session, on the server',
    ],
  ]),
  ...mutantsOf('backend/src/sign-in/notice-mail.ts', steps, [
    [
      'no mail tells of a change',
      `'CustomMessage_VerifyUserAttribute'`,
      `'CustomMessage_Other'`,
      'says what changed and what to do$',
      'a reset of the password',
    ],
  ]),
];

const both = '(?:lets nobody in|renews no session)$';

const failingMutants: readonly Mutant[] = [
  ...mutantsOf(`${cognito}/triggers.ts`, failing, [
    [
      'a trigger that fails changes nothing',
      'throw failureOf(name, error);',
      'if (failureOf(name, error)) return copy;',
      `that (?:throws|does not start|is slower than its time) ${both}`,
    ],
    [
      'an answer that is no event is taken for one without changes',
      'if (!answer.success) throw invalidAnswer();',
      'if (!answer.success) return undefined;',
      `that answers (?:nothing|a text) ${both}`,
    ],
  ]),
  ...mutantsOf(`${cognito}/token-overrides.ts`, failing, [
    [
      'scopes are taken as they come',
      'const scopes = v.nullish(v.array(v.pipe(v.string(), v.regex(/^\\S+$/))), []);',
      'const scopes = v.pipe(v.optional(v.unknown(), []), v.transform((it) => [it].flat().map(String)));',
      `that answers scopes that are no list ${both}`,
    ],
  ]),
  ...mutantsOf(authorizer, failing, [
    ['a token without the scope opens the API', ...anyScope, 'gives a token that the API refuses$'],
  ]),
];

export const takeoverMutants: readonly Mutant[] = [...stolenTokenMutants, ...stepMutants, ...failingMutants];
