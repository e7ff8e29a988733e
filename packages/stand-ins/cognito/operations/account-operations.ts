import * as v from 'valibot';

import { srpIdentity } from '../accounts.ts';
import { attributeList, readableAttributes } from '../attributes.ts';
import { factorsOf } from '../authenticators.ts';
import { incorrectCredentials } from '../errors.ts';
import { checkNewPassword, replacePassword } from '../passwords.ts';
import { userOfAccessToken } from '../sessions.ts';
import { isPassword } from '../srp.ts';
import { password, token } from './fields.ts';
import { publicOperation } from './operation.ts';

const accessToken = v.object({ AccessToken: token });

export const getUser = publicOperation(accessToken, async (pool, { AccessToken }) => {
  const { user, client } = await userOfAccessToken(pool, AccessToken);
  const attributes = readableAttributes(client, user.attributes);
  const UserAttributes = attributeList({ ...user, attributes });
  return { Username: user.username, UserAttributes, ...factorsOf(pool, user) };
});

export const changePassword = publicOperation(
  v.object({ AccessToken: token, PreviousPassword: password, ProposedPassword: password }),
  async (pool, { AccessToken, PreviousPassword, ProposedPassword }) => {
    const { user } = await userOfAccessToken(pool, AccessToken);
    pool.lockOut.check(user.signInName);
    if (!isPassword(srpIdentity(pool, user.username), PreviousPassword, user)) {
      pool.lockOut.failed(user.signInName);
      throw incorrectCredentials();
    }
    pool.lockOut.succeeded(user.signInName);
    checkNewPassword(pool, user, ProposedPassword, 'user');
    pool.transaction(() => replacePassword(pool, user, ProposedPassword, 'CONFIRMED'));
    return {};
  },
);

export const globalSignOut = publicOperation(accessToken, async (pool, { AccessToken }) => {
  const { user } = await userOfAccessToken(pool, AccessToken);
  pool.signIns.revokeAllOf(user.sub);
  return {};
});

export const deleteUser = publicOperation(accessToken, async (pool, { AccessToken }) => {
  const { user } = await userOfAccessToken(pool, AccessToken);
  pool.users.remove(user.sub);
  return {};
});
