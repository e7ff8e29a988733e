import * as v from 'valibot';

import { existingUser } from '../accounts.ts';
import { checkWritable } from '../attributes.ts';
import { findClient } from '../pool.ts';
import { confirmByAdministrator, confirmSignUp as confirm, resendCode, signUp as add } from '../sign-up.ts';
import { attributes, clientId, confirmationCode, password, username } from './fields.ts';
import { adminOperation, publicOperation } from './operation.ts';

export const signUp = publicOperation(
  v.object({ ClientId: clientId, Username: username, Password: password, UserAttributes: attributes }),
  (pool, { ClientId, Username, Password, UserAttributes }) => {
    checkWritable(findClient(pool, ClientId), UserAttributes);
    const { user, delivery } = add(pool, { name: Username, password: Password, given: UserAttributes });
    return { UserConfirmed: false, UserSub: user.sub, ...(delivery && { CodeDeliveryDetails: delivery }) };
  },
);

export const confirmSignUp = publicOperation(
  v.object({
    ...{ ClientId: clientId, Username: username, ConfirmationCode: confirmationCode },
    ForceAliasCreation: v.optional(v.boolean(), false),
  }),
  (pool, { ClientId, Username, ConfirmationCode, ForceAliasCreation }) => {
    const given = { name: Username, code: ConfirmationCode, force: ForceAliasCreation };
    confirm(pool, findClient(pool, ClientId), given);
    return {};
  },
);

export const resendConfirmationCode = publicOperation(
  v.object({ ClientId: clientId, Username: username }),
  (pool, { ClientId, Username }) => ({
    CodeDeliveryDetails: resendCode(pool, findClient(pool, ClientId), Username),
  }),
);

export const adminConfirmSignUp = adminOperation({ Username: username }, (pool, { Username }) => {
  confirmByAdministrator(pool, existingUser(pool, Username));
  return {};
});
