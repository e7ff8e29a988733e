import * as v from 'valibot';

import { changedAttributes, checkAttributes, checkWritable } from './attributes.ts';
import { findUser } from './accounts.ts';
import {
  closeChallenge,
  findChallenge,
  openChallenge,
  required,
  type ChallengeAnswer,
  type Responses,
  type SignInAnswer,
} from './challenges.ts';
import { invalidParameter, notAuthorized } from './errors.ts';
import { checkNewPassword, replacePassword } from './passwords.ts';
import type { Pool } from './pool.ts';
import { secondFactor } from './second-factor.ts';
import type { ClientSettings } from './client-settings.ts';
import type { User } from './store/user-store.ts';

const name = 'NEW_PASSWORD_REQUIRED';
const attributePrefix = 'userAttributes.';
const state = v.object({ salt: v.string() });

/** Asks for a new password after a right temporary one. */
export function requireNewPassword(pool: Pool, client: ClientSettings, user: User): SignInAnswer {
  const { username, salt, attributes } = user;
  return {
    ChallengeName: name,
    Session: openChallenge(pool, client, { name, username, state: { salt } }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: username,
      requiredAttributes: JSON.stringify(missingAttributes(pool, attributes).map((each) => attributePrefix + each)),
      userAttributes: JSON.stringify(attributes),
    },
  };
}

/** Stores the user's own password. When the policy refuses it, the session stays open for another. */
export function answerNewPassword(pool: Pool, answer: ChallengeAnswer): Promise<SignInAnswer> {
  const { client, session, responses } = answer;
  const challenge = findChallenge(pool, client, name, session);
  const user = findUser(pool, required(responses, 'USERNAME'));
  if (user?.username !== challenge.username) throw notAuthorized('Invalid session for the user.');
  // The salt changes with the password: an administrator may have set another password meanwhile.
  if (user.salt !== v.parse(state, JSON.parse(challenge.state)).salt) {
    throw notAuthorized('Invalid session for the user.');
  }
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const password = required(responses, 'NEW_PASSWORD');
  checkNewPassword(pool, user, password, 'user');
  const attributes = changedAttributes(user.attributes, givenAttributes(pool, client, responses));
  const [missing] = missingAttributes(pool, attributes);
  if (missing !== undefined) throw invalidParameter(`Invalid attributes given, ${missing} is missing`);
  closeChallenge(pool, challenge);
  const changed = pool.transaction(() => replacePassword(pool, { ...user, attributes }, password, 'CONFIRMED'));
  return secondFactor(pool, changed, { ...answer, source: 'TokenGeneration_NewPasswordChallenge' });
}

function givenAttributes(pool: Pool, client: ClientSettings, responses: Responses): Record<string, string> {
  const entries = Object.entries(responses)
    .filter(([key]) => key.startsWith(attributePrefix))
    .map(([key, value]): [string, string] => [key.slice(attributePrefix.length), value]);
  const given = Object.fromEntries(entries);
  checkWritable(client, given);
  return checkAttributes(pool, given, 'user');
}

function missingAttributes(pool: Pool, attributes: Readonly<Record<string, string>>): string[] {
  return pool.settings.Schema.filter(({ Name, Required }) => Required && attributes[Name] === undefined).map(
    ({ Name }) => Name,
  );
}
