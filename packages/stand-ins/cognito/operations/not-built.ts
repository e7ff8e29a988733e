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
    DeleteManagedLoginBranding DeleteResourceServer DeleteTerms DeleteUserAttributes DeleteUserPoolClient
    DeleteUserPoolClientSecret DeleteUserPool DeleteUserPoolDomain DeleteUserPoolReplica DeleteWebAuthnCredential
    DescribeIdentityProvider DescribeManagedLoginBrandingByClient DescribeManagedLoginBranding DescribeResourceServer
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
