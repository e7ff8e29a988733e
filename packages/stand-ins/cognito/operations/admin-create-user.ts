import { randomUUID } from 'node:crypto';

import * as v from 'valibot';

import { existingUser, namesOf, withEmailAsName, withPassword } from '../accounts.ts';
import { checkIsNoAlias, claimAlias } from '../aliases.ts';
import { attributeList, checkAttributes } from '../attributes.ts';
import { CognitoError } from '../errors.ts';
import { sendMail } from '../messages.ts';
import { checkPassword, generatePassword } from '../password-policy.ts';
import type { Pool } from '../pool.ts';
import type { User } from '../store/user-store.ts';
import type { Caller } from '../triggers.ts';
import { userState } from './admin-operations.ts';
import { attributes as givenAttributes, clientMetadata, password, username } from './fields.ts';
import { adminOperation } from './operation.ts';

/** Creates a user who must choose a password at the first sign-in. With RESEND it renews the invitation of a user. */
export const adminCreateUser = adminOperation(
  {
    Username: username,
    UserAttributes: givenAttributes,
    TemporaryPassword: v.optional(password),
    MessageAction: v.optional(
      v.picklist(['RESEND', 'SUPPRESS'], 'Member must satisfy enum value set: [RESEND, SUPPRESS]'),
    ),
    DesiredDeliveryMediums: v.optional(
      v.array(v.picklist(['SMS', 'EMAIL'], 'Member must satisfy enum value set: [SMS, EMAIL]')),
    ),
    ForceAliasCreation: v.optional(v.boolean(), false),
    ClientMetadata: clientMetadata,
  },
  async (pool, { Username, UserAttributes, TemporaryPassword, MessageAction, ...input }) => {
    const { ForceAliasCreation: force, ClientMetadata } = input;
    const policy = pool.settings.Policies.PasswordPolicy;
    if (TemporaryPassword !== undefined) checkPassword(policy, TemporaryPassword, 'password policy');
    const secret = TemporaryPassword ?? generatePassword(policy);
    const user =
      MessageAction === 'RESEND'
        ? renewed(pool, Username, secret)
        : added(pool, { name: Username, given: UserAttributes, secret, force });
    if (MessageAction !== 'SUPPRESS') await invite(pool, user, secret, { clientMetadata: ClientMetadata });
    return { User: { ...userState(user), Username: user.username, Attributes: attributeList(user) } };
  },
);

async function invite(pool: Pool, user: User, secret: string, caller: Caller): Promise<void> {
  const message = { kind: 'invitation', address: user.attributes['email'], secret } as const;
  await sendMail(pool, { source: 'CustomMessage_AdminCreateUser', user, caller, message });
}

interface NewUser {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly force: boolean;
}

function added(pool: Pool, { name, given, secret, force }: NewUser): User {
  checkIsNoAlias(pool, name);
  const sub = randomUUID();
  const now = pool.now().getTime();
  const blank: User = {
    sub,
    ...namesOf(pool, name, sub),
    attributes: checkAttributes(pool, withEmailAsName(pool, name, given), 'administrator'),
    ...{ status: 'FORCE_CHANGE_PASSWORD', enabled: true, salt: '', verifier: '', temporaryUntil: null },
    ...{ createdAt: now, modifiedAt: now },
  };
  const user = withPassword(pool, blank, secret, 'FORCE_CHANGE_PASSWORD');
  pool.transaction(() => {
    claimAlias(pool, user, force);
    if (!pool.users.add(user)) throw new CognitoError('UsernameExistsException', 'User account already exists');
  });
  return user;
}

function renewed(pool: Pool, name: string, secret: string): User {
  const user = existingUser(pool, name);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    const message = `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`;
    throw new CognitoError('UnsupportedUserStateException', message);
  }
  const changed = withPassword(pool, user, secret, 'FORCE_CHANGE_PASSWORD');
  pool.users.update(changed);
  return changed;
}
