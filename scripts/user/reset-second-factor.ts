import {
  AdminDeleteSoftwareTokenCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';

import type { FoundPool } from './find-pool.ts';
import { PlainError } from './plain-error.ts';
import { tokenLife, tokenLifeText } from './token-life.ts';

export interface ResetTerminal {
  readonly print: (text: string) => void;
  readonly ask: (question: string) => Promise<string>;
}

/**
 * Takes the authenticator app away from a person who lost it, and ends every session. Asks first, unless `confirmation` repeats the
 * name.
 */
export async function resetSecondFactor(
  pool: FoundPool,
  name: string,
  confirmation: string | undefined,
  { print, ask }: ResetTerminal,
): Promise<void> {
  const user = { UserPoolId: pool.UserPoolId, Username: name };
  const { UserPool } = await pool.cognito.send(new DescribeUserPoolCommand({ UserPoolId: pool.UserPoolId }));
  if (UserPool?.MfaConfiguration === 'OFF') throw new PlainError('Nobody has a second factor here: Mfa is OFF.');
  await pool.cognito.send(new AdminGetUserCommand(user));
  const question = `Make sure who asks: from now on the password alone opens the account of ${name}, until an app is set up again. Type ${name} to remove the app and to end every session: `;
  if ((confirmation ?? (await ask(question))) !== name) {
    throw new PlainError(`Nothing was changed: "${name}" was not repeated. Scripts say --yes ${name}.`);
  }
  // In this order a command that was cut off ends the sessions again when it is repeated.
  await pool.cognito.send(new AdminUserGlobalSignOutCommand(user));
  await pool.cognito.send(new AdminDeleteSoftwareTokenCommand(user)).catch((error: unknown) => {
    throw withoutApp(error, name);
  });
  print(`The app of ${name} is removed, and every session is ended. ${tokenLifeText(await tokenLife(pool))}`);
  print(`${nextSignIn[UserPool?.MfaConfiguration ?? 'OPTIONAL']} "reset ${name}" gives a new temporary password too.`);
}

const nextSignIn = {
  ON: 'The next sign-in asks for the password and then for the set-up of a new app.',
  OPTIONAL:
    'The next sign-in asks for the password only. The new app is set up under "Two-step sign-in" in the account menu.',
};

/** The user is there, so an input that Cognito refuses is that of somebody without an app. */
function withoutApp(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error.name !== 'InvalidParameterException') return error;
  return new PlainError(`${name} has no app that could be removed. Every session is ended.`);
}
