import * as v from 'valibot';

import { existingUser } from '../accounts.ts';
import { requireReset, resetPassword, sendResetCode } from '../forgotten-password.ts';
import { findClient } from '../pool.ts';
import { clientId, clientMetadata, confirmationCode, password, username } from './fields.ts';
import { adminOperation, publicOperation } from './operation.ts';

export const forgotPassword = publicOperation(
  v.object({ ClientId: clientId, Username: username, ClientMetadata: clientMetadata }),
  async (pool, { ClientId, Username, ClientMetadata }) => {
    const given = { name: Username, caller: { clientId: ClientId, clientMetadata: ClientMetadata } };
    return { CodeDeliveryDetails: await sendResetCode(pool, findClient(pool, ClientId), given) };
  },
);

export const confirmForgotPassword = publicOperation(
  v.object({
    ...{ ClientId: clientId, Username: username, ConfirmationCode: confirmationCode, Password: password },
    ClientMetadata: clientMetadata,
  }),
  async (pool, { ClientId, Username, ConfirmationCode, Password, ClientMetadata }) => {
    const caller = { clientId: ClientId, clientMetadata: ClientMetadata };
    const given = { name: Username, code: ConfirmationCode, password: Password, caller };
    await resetPassword(pool, findClient(pool, ClientId), given);
    return {};
  },
);

export const adminResetUserPassword = adminOperation(
  { Username: username, ClientMetadata: clientMetadata },
  async (pool, { Username, ClientMetadata }) => {
    await requireReset(pool, existingUser(pool, Username), { clientMetadata: ClientMetadata });
    return {};
  },
);
