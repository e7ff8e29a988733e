import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  DescribeUserPoolCommand,
  paginateListUsers,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { generatePassword } from '@airlock/stand-ins/cognito/password-policy.ts';

import type { CommandLine } from './command-line.ts';
import type { FoundPool } from './find-pool.ts';
import type { Person } from './people.ts';
import { tokenLife, tokenLifeText } from './token-life.ts';

type Command = Exclude<CommandLine['action'], 'add' | 'erase' | 'reset-second-factor'>;
type Action = (pool: FoundPool, name: string, password: string | undefined) => Promise<string>;

/** Makes a user who must choose a password at the first sign-in, and returns the temporary one. */
export async function addUser(pool: FoundPool, { name, email }: Person, password: string | undefined): Promise<string> {
  const temporary = password ?? (await makePassword(pool));
  const UserAttributes = email === '' ? [] : verifiedEmail(email);
  const input = { Username: name, TemporaryPassword: temporary, UserAttributes, MessageAction: 'SUPPRESS' } as const;
  await pool.cognito.send(new AdminCreateUserCommand({ ...id(pool), ...input }));
  return temporary;
}

/** What each other command does; the returned text is printed. */
export const actions: Readonly<Record<Command, Action>> = {
  reset: async (pool, name, password) => {
    const temporary = password ?? (await makePassword(pool));
    const input = { Username: name, Password: temporary, Permanent: false };
    await pool.cognito.send(new AdminSetUserPasswordCommand({ ...id(pool), ...input }));
    await pool.cognito.send(new AdminUserGlobalSignOutCommand({ ...id(pool), Username: name }));
    return signInText({ name, email: '' }, temporary);
  },
  disable: async (pool, name) => {
    const life = await tokenLife(pool);
    await disableAndSignOut(pool, name);
    return `${name} can no longer sign in, and every session is ended. ${tokenLifeText(life)}`;
  },
  enable: async (pool, name) => {
    await pool.cognito.send(new AdminEnableUserCommand({ ...id(pool), Username: name }));
    return `${name} can sign in again.`;
  },
  remove: async (pool, name) => {
    const { UserAttributes = [] } = await pool.cognito.send(new AdminGetUserCommand({ ...id(pool), Username: name }));
    const life = await tokenLife(pool);
    await disableAndSignOut(pool, name);
    await pool.cognito.send(new AdminDeleteUserCommand({ ...id(pool), Username: name }));
    // Files are kept under this id, and nothing else tells it once the account is gone.
    const sub = UserAttributes.find(({ Name }) => Name === 'sub')?.Value ?? '';
    const files = `The files stay: "erase --sub ${sub}" deletes them for ever.`;
    return `${name} is removed, and every session is ended. ${tokenLifeText(life)} ${files}`;
  },
  list: async (pool) => {
    const lines: string[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: pool.cognito }, id(pool))) {
      lines.push(...Users.map(listed));
    }
    return lines.length > 0 ? lines.join('\n') : 'There are no users yet.';
  },
};

/** Disables a user, then ends every session: in this order no new session can begin after the others have ended. */
async function disableAndSignOut(pool: FoundPool, Username: string): Promise<void> {
  await pool.cognito.send(new AdminDisableUserCommand({ ...id(pool), Username }));
  await pool.cognito.send(new AdminUserGlobalSignOutCommand({ ...id(pool), Username }));
}

/** ListUsers does not tell who has a second factor, and AdminGetUser counts each user that it is asked for as active. */
function listed({ Username = '', UserStatus, Enabled, Attributes = [] }: UserType): string {
  const valueOf = (name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
  const email = valueOf('email');
  const address = email === undefined || valueOf('email_verified') === 'true' ? email : `${email} (not verified)`;
  return [Username, Enabled === false ? 'disabled' : UserStatus, address].join('  ').trimEnd();
}

const id = ({ UserPoolId }: FoundPool) => ({ UserPoolId });

const verifiedEmail = (email: string) => [
  { Name: 'email', Value: email },
  { Name: 'email_verified', Value: 'true' },
];

export const signInText = ({ name, email }: Person, password: string) =>
  `User name: ${name}${email === '' ? '' : `, or ${email}`}\nTemporary password: ${password}`;

/** Makes a password that the pool's own policy accepts. */
async function makePassword(pool: FoundPool): Promise<string> {
  const { UserPool } = await pool.cognito.send(new DescribeUserPoolCommand(id(pool)));
  const { MinimumLength = 8, RequireSymbols = true } = UserPool?.Policies?.PasswordPolicy ?? {};
  return generatePassword({ MinimumLength, RequireSymbols });
}
