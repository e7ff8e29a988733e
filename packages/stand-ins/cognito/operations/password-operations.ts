import * as v from 'valibot';

import { existingUser } from '../accounts.ts';
import { requireReset, resetPassword, sendResetCode } from '../forgotten-password.ts';
import { findClient } from '../pool.ts';
import { clientId, confirmationCode, password, username } from './fields.ts';
import { adminOperation, publicOperation } from './operation.ts';

export const forgotPassword = publicOperation(
  v.object({ ClientId: clientId, Username: username }),
  (pool, { ClientId, Username }) => ({
    CodeDeliveryDetails: sendResetCode(pool, findClient(pool, ClientId), Username),
  }),
);

export const confirmForgotPassword = publicOperation(
  v.object({ ClientId: clientId, Username: username, ConfirmationCode: confirmationCode, Password: password }),
  (pool, { ClientId, Username, ConfirmationCode, Password }) => {
    const given = { name: Username, code: ConfirmationCode, password: Password };
    resetPassword(pool, findClient(pool, ClientId), given);
    return {};
  },
);

export const adminResetUserPassword = adminOperation({ Username: username }, (pool, { Username }) => {
  requireReset(pool, existingUser(pool, Username));
  return {};
});
