import * as v from 'valibot';

import { notImplemented } from '../errors.ts';
import { userOfAccessToken } from '../sessions.ts';
import { token } from './fields.ts';
import { publicOperation, type Operation } from './operation.ts';

/**
 * Operations of the service that the local pool does not have. They are answered with 501; any other name is answered
 * with UnknownOperationException. The names are from the API reference.
 */
export const notBuilt: ReadonlySet<string> = new Set(
  `
    AddCustomAttributes AddUserPoolClientSecret AdminAddUserToGroup AdminDeleteUserAttributes
    AdminDisableProviderForUser AdminForgetDevice AdminGetDevice AdminGetUserAuthFactors AdminInitiateAuth
    AdminLinkProviderForUser AdminListDevices AdminListGroupsForUser AdminListUserAuthEvents AdminListUserSessions
    AdminRemoveUserFromGroup AdminRespondToAuthChallenge AdminRevokeUserSession AdminSetUserSettings
    AdminUpdateAuthEventFeedback AdminUpdateDeviceStatus CompleteWebAuthnRegistration ConfirmDevice CreateGroup
    CreateIdentityProvider CreateManagedLoginBranding CreateResourceServer CreateTerms CreateUserImportJob
    CreateUserPoolClient CreateUserPool CreateUserPoolDomain CreateUserPoolReplica DeleteGroup DeleteIdentityProvider
    DeleteManagedLoginBranding DeleteResourceServer DeleteTerms DeleteUserPoolClient
    DeleteUserPoolClientSecret DeleteUserPool DeleteUserPoolDomain DeleteUserPoolReplica DeleteWebAuthnCredential
    DescribeIdentityProvider DescribeManagedLoginBrandingByClient DescribeManagedLoginBranding 
    DescribeRiskConfiguration DescribeTermsByClient DescribeTerms DescribeUserImportJob DescribeUserPoolDomain
    ForgetDevice GetCSVHeader GetClientToken GetDevice GetGroup GetIdentityProviderByIdentifier
    GetLogDeliveryConfiguration GetProvisionedLimit GetSigningCertificate GetUICustomization GetUserAuthFactors
    GetUserPoolClientSessionConfiguration GetUserPoolMfaConfig GetUserPoolSessionConfiguration ListDevices ListGroups
    ListIdentityProviders ListResourceServers ListTagsForResource ListTerms ListUserImportJobs
    ListUserPoolClientSecrets ListUserPoolClients ListUserPoolReplicas ListUserPools ListUserSessions ListUsersInGroup
    ListWebAuthnCredentials RevokeUserSession SetLogDeliveryConfiguration SetRiskConfiguration SetUICustomization
    SetUserPoolClientSessionConfiguration SetUserPoolMfaConfig SetUserPoolSessionConfiguration SetUserSettings
    StartUserImportJob StartWebAuthnRegistration StopUserImportJob TagResource UntagResource UpdateAuthEventFeedback
    UpdateDeviceStatus UpdateGroup UpdateIdentityProvider UpdateManagedLoginBranding UpdateProvisionedLimit
    UpdateResourceServer UpdateTerms UpdateUserPoolClient UpdateUserPool UpdateUserPoolDomain UpdateUserPoolReplica
  `
    .trim()
    .split(/\s+/),
);

/** These operations demand the scope `aws.cognito.signin.user.admin` in an access token ("API reference"), though they are not built. */
const ofAccessToken: ReadonlySet<string> = new Set(
  `
    CompleteWebAuthnRegistration ConfirmDevice DeleteWebAuthnCredential ForgetDevice GetDevice GetUserAuthFactors
    ListDevices ListUserSessions ListWebAuthnCredentials RevokeUserSession SetUserSettings StartWebAuthnRegistration
    UpdateDeviceStatus
  `
    .trim()
    .split(/\s+/),
);

/**
 * Returns an operation that answers that it is not built. One that takes an access token refuses a token without the
 * scope first, as the service does, so that what a token may do can be tried on every operation.
 */
export function notBuiltOperation(name: string): Operation {
  return publicOperation(v.object({ AccessToken: v.optional(token) }), async (pool, { AccessToken }) => {
    if (AccessToken !== undefined && ofAccessToken.has(name)) await userOfAccessToken(pool, AccessToken);
    throw notImplemented(name);
  });
}
