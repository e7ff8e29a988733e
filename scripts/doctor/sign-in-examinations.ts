import { filesScope } from '@airlock/contract';

import { restore, type Examination } from './examination.ts';

export const signInExaminations: readonly Examination[] = [
  {
    name: 'every route asks for a token',
    examine: (facts) => {
      const open = facts.routes.filter((it) => !it.hasAuthorizer).map(({ route }) => route);
      if (open.length === 0) return undefined;
      return `${open.join(', ')} has no authorizer of the user pool: only the function itself still checks the token. ${restore(facts)}`;
    },
  },
  {
    name: 'every route wants an access token',
    examine: (facts) => {
      const wrong = facts.routes
        .filter((it) => it.hasAuthorizer && !it.scopes.includes(filesScope))
        .map(({ route }) => route);
      if (wrong.length === 0) return undefined;
      return `${wrong.join(', ')} takes ID tokens and tokens of account changes, for want of the scope ${filesScope}. ${restore(facts)}`;
    },
  },
  {
    name: 'what tokens open',
    examine: (facts) =>
      facts.pool.choosesScopes
        ? undefined
        : `The user pool ${facts.userPoolId} does not call the function that decides what tokens open, so the app's tokens open the account and not the files. ${restore(facts)}`,
  },
  {
    name: 'who may create an account',
    examine: ({ pool, userPoolId }) =>
      pool.allowsSelfSignUp
        ? `The user pool ${userPoolId} lets everybody create accounts. Turn self-registration off under "Sign-up" of the pool.`
        : undefined,
  },
  {
    name: 'sign-in by e-mail',
    examine: ({ pool, userPoolId }) =>
      pool.takesEmail
        ? undefined
        : `The user pool ${userPoolId} was created without the alias "email", so nobody signs in with an address, though the app offers it. Cognito cannot add it later. Let people use their user names, or see docs/decisions/0014-sign-in-by-email.md.`,
  },
  {
    name: 'the accounts are protected',
    examine: ({ pool, wanted, userPoolId }) =>
      pool.isDeletionProtected || !wanted.isDeletionProtected
        ? undefined
        : `The user pool ${userPoolId} can be deleted with every account. Turn deletion protection on in the settings of the pool.`,
  },
  {
    name: 'the second factor',
    examine: ({ pool, wanted, config, userPoolId }) => {
      if (pool.mfa !== wanted.mfa) {
        return `MFA of the user pool ${userPoolId} is ${pool.mfa}, not ${wanted.mfa} as the parameter Mfa says. Set it back under "Sign-in" of the pool.`;
      }
      return config.mfa === pool.mfa
        ? undefined
        : `config.json says that MFA is ${config.mfa}, not ${pool.mfa}, so people are offered what does not work. Run "npm run deploy", which writes config.json anew.`;
    },
  },
  {
    name: 'the app shows the rules for passwords that the pool has',
    examine: ({ pool, config }) =>
      JSON.stringify(sorted(pool.passwordPolicy)) === JSON.stringify(sorted(config.passwordPolicy))
        ? undefined
        : 'config.json states other rules for passwords than the pool has, so people are told the wrong ones. Run "npm run deploy", which writes config.json anew.',
  },
  {
    name: 'the app signs in as it may',
    examine: (facts) => {
      const { client, userPoolClientId } = facts;
      const wrong = [
        client.hasSecret ? 'has a secret, which a browser cannot keep' : '',
        client.flows.join() === 'ALLOW_USER_SRP_AUTH' ? '' : `allows ${client.flows.join(', ')} instead of SRP alone`,
        client.hidesUsers ? '' : 'tells whether a user exists',
        client.rotates ? '' : 'does not rotate refresh tokens',
        client.revokes ? '' : 'cannot revoke tokens',
        client.writesEmail ? 'lets people change the address that they sign in with' : '',
      ].filter((it) => it !== '');
      if (wrong.length === 0) return undefined;
      return `The app client ${userPoolClientId} ${wrong.join(' and ')}. ${restore(facts)}`;
    },
  },
];

const sorted = (it: object): readonly (readonly [string, unknown])[] =>
  Object.entries(it).sort(([left], [right]) => (left < right ? -1 : 1));
