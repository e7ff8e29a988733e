import * as v from 'valibot';

import { existingUser } from '../accounts.ts';
import { checkWritable } from '../attributes.ts';
import { findClient } from '../pool.ts';
import { confirmByAdministrator, confirmSignUp as confirm, resendCode, signUp as add } from '../sign-up.ts';
import { attributes, clientId, clientMetadata, confirmationCode, password, username } from './fields.ts';
import { adminOperation, publicOperation } from './operation.ts';

export const signUp = publicOperation(
  v.object({
    ...{ ClientId: clientId, Username: username, Password: password, UserAttributes: attributes },
    ClientMetadata: clientMetadata,
  }),
  async (pool, { ClientId, Username, Password, UserAttributes, ClientMetadata }) => {
    checkWritable(findClient(pool, ClientId), UserAttributes);
    const caller = { clientId: ClientId, clientMetadata: ClientMetadata };
    const account = { name: Username, password: Password, given: UserAttributes, caller };
    const { user, delivery } = await add(pool, account);
    return { UserConfirmed: false, UserSub: user.sub, ...(delivery && { CodeDeliveryDetails: delivery }) };
  },
);

export const confirmSignUp = publicOperation(
  v.object({
    ...{ ClientId: clientId, Username: username, ConfirmationCode: confirmationCode },
    ForceAliasCreation: v.optional(v.boolean(), false),
    ClientMetadata: clientMetadata,
  }),
  async (pool, { ClientId, Username, ConfirmationCode, ForceAliasCreation, ClientMetadata }) => {
    const caller = { clientId: ClientId, clientMetadata: ClientMetadata };
    const given = { name: Username, code: ConfirmationCode, force: ForceAliasCreation, caller };
    await confirm(pool, findClient(pool, ClientId), given);
    return {};
  },
);

export const resendConfirmationCode = publicOperation(
  v.object({ ClientId: clientId, Username: username, ClientMetadata: clientMetadata }),
  async (pool, { ClientId, Username, ClientMetadata }) => {
    const given = { name: Username, caller: { clientId: ClientId, clientMetadata: ClientMetadata } };
    return { CodeDeliveryDetails: await resendCode(pool, findClient(pool, ClientId), given) };
  },
);

export const adminConfirmSignUp = adminOperation(
  { Username: username, ClientMetadata: clientMetadata },
  async (pool, { Username, ClientMetadata }) => {
    await confirmByAdministrator(pool, existingUser(pool, Username), { clientMetadata: ClientMetadata });
    return {};
  },
);
