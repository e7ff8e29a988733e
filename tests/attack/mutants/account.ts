import { mutantsOf, type Mutant } from './mutant.ts';

const account = 'frontend/src/app/account';

/** Mutants of the rules for changes of an account in the app. */
export const accountMutants: readonly Mutant[] = [
  ...mutantsOf(`${account}/open-account.ts`, `${account}/open-account.spec.ts`, [
    ['any account opens', 'userId !== owner || ', '', 'opens no account of somebody else$'],
    ['any page opens it', ' || !proof.isMine()', '', 'opens no account in a page that has passed to somebody else$'],
  ]),
  ...mutantsOf(`${account}/end-sessions.ts`, `${account}/end-sessions.spec.ts`, [
    ['sessions end at the first try or never', '[1_000, 3_000]', '[]', 'tries again when the service was not reached'],
    [
      'sessions that did not end are taken as ended',
      'tries > 0 && isRevoked(error)',
      'isRevoked(error)',
      'takes a token that is revoked at the first try as a failure$',
    ],
    [
      'a dialog that was closed ends no session',
      'if (!dialog.isClosed()) return',
      'return',
      'tells and ends all sessions for a dialog that was closed in the middle of a change$',
    ],
    [
      'who has signed out is signed in',
      'isMine() ? session',
      'isMine ? session',
      'signs nobody in whose page it is no more$',
    ],
  ]),
  ...mutantsOf(`${account}/account.ts`, `${account}/account.spec.ts`, [
    [
      'an app is asked for before its first code was right',
      'parse(verifyAnswer, await',
      'void (await',
      'asks for codes only when the service has taken the first one$',
    ],
  ]),
];
