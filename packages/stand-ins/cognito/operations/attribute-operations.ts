import * as v from 'valibot';

import { existingUser } from '../accounts.ts';
import { checkWritable } from '../attributes.ts';
import { invalidParameter } from '../errors.ts';
import { userOfAccessToken } from '../sessions.ts';
import { deleteAttributes, sendVerificationCode, updateAttributes, verifiable, verifyEmail } from '../verification.ts';
import { attributes, clientMetadata, confirmationCode, token, username } from './fields.ts';
import { adminOperation, publicOperation } from './operation.ts';

export const updateUserAttributes = publicOperation(
  v.object({ AccessToken: token, UserAttributes: attributes, ClientMetadata: clientMetadata }),
  async (pool, { AccessToken, UserAttributes: given, ClientMetadata }) => {
    const { user, client } = await userOfAccessToken(pool, AccessToken);
    checkWritable(client, given);
    const caller = { clientId: client.id, clientMetadata: ClientMetadata };
    return { CodeDeliveryDetailsList: await updateAttributes(pool, user, { given, by: 'user', caller }) };
  },
);

export const deleteUserAttributes = publicOperation(
  v.object({ AccessToken: token, UserAttributeNames: v.array(v.string()) }),
  async (pool, { AccessToken, UserAttributeNames: names }) => {
    const { user, client } = await userOfAccessToken(pool, AccessToken);
    checkWritable(client, Object.fromEntries(names.map((name) => [name, ''])));
    deleteAttributes(pool, user, names);
    return {};
  },
);

export const adminUpdateUserAttributes = adminOperation(
  { Username: username, UserAttributes: attributes, ClientMetadata: clientMetadata },
  async (pool, { Username, UserAttributes: given, ClientMetadata }) => {
    const change = { given, by: 'administrator', caller: { clientMetadata: ClientMetadata } } as const;
    await updateAttributes(pool, existingUser(pool, Username), change);
    return {};
  },
);

export const getUserAttributeVerificationCode = publicOperation(
  v.object({ AccessToken: token, AttributeName: v.string(), ClientMetadata: clientMetadata }),
  async (pool, { AccessToken, AttributeName, ClientMetadata }) => {
    const { user, client } = await userOfAccessToken(pool, AccessToken);
    checkVerifiable(AttributeName);
    const caller = { clientId: client.id, clientMetadata: ClientMetadata };
    return { CodeDeliveryDetails: await sendVerificationCode(pool, user, caller) };
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
