import { mutantsOf, type Mutant } from './mutant.ts';

const spec = 'scripts/user/ended-sessions.spec.ts';
const without = 'lets the next sign-in go on without the lost app, and ends every session$';

/** Mutants of the commands with which an administrator ends the sessions of somebody. */
export const endedSessionsMutants: readonly Mutant[] = [
  ...mutantsOf('scripts/user/actions.ts', spec, [
    [
      'a disabled user goes on',
      'await disableAndSignOut(pool, name);\n    return',
      'return',
      'disable ends every session, and says for how long',
    ],
    [
      'a removed user stays',
      'await pool.cognito.send(new AdminDeleteUserCommand({ ...id(pool), Username: name }));\n    // Files',
      'await pool.cognito.send(new AdminEnableUserCommand({ ...id(pool), Username: name }));\n    // Files',
      'remove ends every session, and says for how long',
    ],
  ]),
  ...mutantsOf('scripts/user/token-life.ts', spec, [
    [
      'an hour, whatever the pool says',
      'AccessTokenValidity * millisecondsPer',
      '1 * millisecondsPer',
      '(?:disable|remove) ends every session, and says for how long',
    ],
    [
      'minutes, whatever the pool says',
      `[TokenValidityUnits?.AccessToken ?? 'hours']`,
      `[TokenValidityUnits === undefined ? 'hours' : 'minutes']`,
      'reads the life of a token from the pool$',
    ],
  ]),
  ...mutantsOf('scripts/user/reset-second-factor.ts', spec, [
    [
      'sessions outlive the lost phone',
      'await pool.cognito.send(new AdminUserGlobalSignOutCommand(user));',
      '',
      without,
    ],
    [
      'the lost phone is still asked for',
      'await pool.cognito.send(new AdminDeleteSoftwareTokenCommand(user)).catch',
      'await Promise.resolve().catch',
      without,
    ],
    ['nobody is asked', '(confirmation ?? (await ask(question))) !== name', 'name === undefined', 'until the name is'],
    [
      'scripts are asked',
      '(confirmation ?? (await ask(question))) !== name',
      '(await ask(question)) !== name',
      'does not ask where the command line repeats the name$',
    ],
    [
      'a pool without factors is changed',
      `if (UserPool?.MfaConfiguration === 'OFF')`,
      `if (UserPool === undefined)`,
      'says that there is no app, or no second factor at all$',
    ],
  ]),
];
