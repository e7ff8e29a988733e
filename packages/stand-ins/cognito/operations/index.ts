import { CognitoError } from '../errors.ts';
import { changePassword, deleteUser, getUser, globalSignOut } from './account-operations.ts';
import { adminCreateUser } from './admin-create-user.ts';
import {
  adminDeleteUser,
  adminDisableUser,
  adminEnableUser,
  adminGetUser,
  adminSetUserPassword,
  adminUserGlobalSignOut,
} from './admin-operations.ts';
import {
  adminUpdateUserAttributes,
  deleteUserAttributes,
  getUserAttributeVerificationCode,
  updateUserAttributes,
  verifyUserAttribute,
} from './attribute-operations.ts';
import { adminDeleteSoftwareToken } from './delete-software-token.ts';
import { describeResourceServer, describeUserPool, describeUserPoolClient } from './describe-operations.ts';
import { listUsers } from './list-users.ts';
import type { Operation } from './operation.ts';
import { notBuilt, notBuiltOperation } from './not-built.ts';
import { adminResetUserPassword, confirmForgotPassword, forgotPassword } from './password-operations.ts';
import {
  adminSetUserMfaPreference,
  associateSoftwareToken,
  setUserMfaPreference,
  verifySoftwareToken,
} from './second-factor-operations.ts';
import { getTokensFromRefreshToken, initiateAuth, respondToAuthChallenge, revokeToken } from './sign-in-operations.ts';
import { adminConfirmSignUp, confirmSignUp, resendConfirmationCode, signUp } from './sign-up-operations.ts';

const built = new Map<string, Operation>(
  Object.entries({
    InitiateAuth: initiateAuth,
    RespondToAuthChallenge: respondToAuthChallenge,
    GetTokensFromRefreshToken: getTokensFromRefreshToken,
    RevokeToken: revokeToken,
    GetUser: getUser,
    ChangePassword: changePassword,
    GlobalSignOut: globalSignOut,
    DeleteUser: deleteUser,
    AssociateSoftwareToken: associateSoftwareToken,
    VerifySoftwareToken: verifySoftwareToken,
    SetUserMFAPreference: setUserMfaPreference,
    ForgotPassword: forgotPassword,
    ConfirmForgotPassword: confirmForgotPassword,
    UpdateUserAttributes: updateUserAttributes,
    DeleteUserAttributes: deleteUserAttributes,
    GetUserAttributeVerificationCode: getUserAttributeVerificationCode,
    VerifyUserAttribute: verifyUserAttribute,
    SignUp: signUp,
    ConfirmSignUp: confirmSignUp,
    ResendConfirmationCode: resendConfirmationCode,
    AdminCreateUser: adminCreateUser,
    AdminGetUser: adminGetUser,
    AdminSetUserPassword: adminSetUserPassword,
    AdminDeleteUser: adminDeleteUser,
    AdminDisableUser: adminDisableUser,
    AdminEnableUser: adminEnableUser,
    AdminUserGlobalSignOut: adminUserGlobalSignOut,
    AdminResetUserPassword: adminResetUserPassword,
    AdminSetUserMFAPreference: adminSetUserMfaPreference,
    AdminDeleteSoftwareToken: adminDeleteSoftwareToken,
    AdminUpdateUserAttributes: adminUpdateUserAttributes,
    AdminConfirmSignUp: adminConfirmSignUp,
    ListUsers: listUsers,
    DescribeUserPool: describeUserPool,
    DescribeUserPoolClient: describeUserPoolClient,
    DescribeResourceServer: describeResourceServer,
  }),
);

export const operationNames: readonly string[] = [...built.keys()];

const prefix = 'AWSCognitoIdentityProviderService.';

/**
 * Finds the operation that `X-Amz-Target` names. Throws the service's UnknownOperationException for a name that the
 * service does not have. An operation of the service that is not built here answers NotImplementedException (501).
 */
export function findOperation(target: string | undefined): { name: string; operation: Operation } {
  const name = target?.startsWith(prefix) ? target.slice(prefix.length) : '';
  const operation = built.get(name);
  if (operation) return { name, operation };
  if (notBuilt.has(name)) return { name, operation: notBuiltOperation(name) };
  throw new CognitoError('UnknownOperationException', '');
}
