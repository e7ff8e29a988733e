import * as v from 'valibot';

import { existingUser } from '../accounts.ts';
import { checkWritable } from '../attributes.ts';
import { invalidParameter } from '../errors.ts';
import { findClient } from '../pool.ts';
import { userOfAccessToken } from '../sessions.ts';
import { sendVerificationCode, updateAttributes, verifiable, verifyEmail } from '../verification.ts';
import { attributes, confirmationCode, token, username } from './fields.ts';
import { adminOperation, publicOperation } from './operation.ts';

export const updateUserAttributes = publicOperation(
  v.object({ AccessToken: token, UserAttributes: attributes }),
  async (pool, { AccessToken, UserAttributes }) => {
    const { user, signIn } = await userOfAccessToken(pool, AccessToken);
    checkWritable(findClient(pool, signIn.clientId), UserAttributes);
    return { CodeDeliveryDetailsList: updateAttributes(pool, user, UserAttributes, 'user') };
  },
);

export const adminUpdateUserAttributes = adminOperation(
  { Username: username, UserAttributes: attributes },
  (pool, { Username, UserAttributes }) => {
    updateAttributes(pool, existingUser(pool, Username), UserAttributes, 'administrator');
    return {};
  },
);

export const getUserAttributeVerificationCode = publicOperation(
  v.object({ AccessToken: token, AttributeName: v.string() }),
  async (pool, { AccessToken, AttributeName }) => {
    const { user } = await userOfAccessToken(pool, AccessToken);
    checkVerifiable(AttributeName);
    return { CodeDeliveryDetails: sendVerificationCode(pool, user) };
  },
);

export const verifyUserAttribute = publicOperation(
  v.object({ AccessToken: token, AttributeName: v.string(), Code: confirmationCode }),
  async (pool, { AccessToken, AttributeName, Code }) => {
    const { user } = await userOfAccessToken(pool, AccessToken);
    checkVerifiable(AttributeName);
    verifyEmail(pool, user, Code);
    return {};
  },
);

function checkVerifiable(name: string): void {
  if (name !== verifiable) throw invalidParameter(`The attribute ${name} cannot be verified.`);
}
