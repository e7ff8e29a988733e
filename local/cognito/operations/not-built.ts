/**
 * Operations of the service that the local pool does not have: they are answered with 501, any other name with
 * UnknownOperationException. From the API reference.
 */
export const notBuilt: ReadonlySet<string> = new Set(
  `
    AddCustomAttributes AddUserPoolClientSecret AdminAddUserToGroup AdminConfirmSignUp AdminDeleteSoftwareToken
    AdminDeleteUserAttributes AdminDisableProviderForUser AdminForgetDevice AdminGetDevice AdminGetUserAuthFactors
    AdminInitiateAuth AdminLinkProviderForUser AdminListDevices AdminListGroupsForUser AdminListUserAuthEvents
    AdminListUserSessions AdminRemoveUserFromGroup AdminResetUserPassword AdminRespondToAuthChallenge
    AdminRevokeUserSession AdminSetUserMFAPreference AdminSetUserSettings AdminUpdateAuthEventFeedback
    AdminUpdateDeviceStatus AdminUpdateUserAttributes AssociateSoftwareToken CompleteWebAuthnRegistration
    ConfirmDevice ConfirmForgotPassword ConfirmSignUp CreateGroup CreateIdentityProvider CreateManagedLoginBranding
    CreateResourceServer CreateTerms CreateUserImportJob CreateUserPoolClient CreateUserPool CreateUserPoolDomain
    CreateUserPoolReplica DeleteGroup DeleteIdentityProvider DeleteManagedLoginBranding DeleteResourceServer
    DeleteTerms DeleteUserAttributes DeleteUserPoolClient DeleteUserPoolClientSecret DeleteUserPool
    DeleteUserPoolDomain DeleteUserPoolReplica DeleteWebAuthnCredential DescribeIdentityProvider
    DescribeManagedLoginBrandingByClient DescribeManagedLoginBranding DescribeResourceServer
    DescribeRiskConfiguration DescribeTermsByClient DescribeTerms DescribeUserImportJob DescribeUserPoolDomain
    ForgetDevice ForgotPassword GetCSVHeader GetClientToken GetDevice GetGroup GetIdentityProviderByIdentifier
    GetLogDeliveryConfiguration GetProvisionedLimit GetSigningCertificate GetUICustomization
    GetUserAttributeVerificationCode GetUserAuthFactors GetUserPoolClientSessionConfiguration GetUserPoolMfaConfig
    GetUserPoolSessionConfiguration ListDevices ListGroups ListIdentityProviders ListResourceServers
    ListTagsForResource ListTerms ListUserImportJobs ListUserPoolClientSecrets ListUserPoolClients
    ListUserPoolReplicas ListUserPools ListUserSessions ListUsersInGroup ListWebAuthnCredentials
    ResendConfirmationCode RevokeUserSession SetLogDeliveryConfiguration SetRiskConfiguration SetUICustomization
    SetUserMFAPreference SetUserPoolClientSessionConfiguration SetUserPoolMfaConfig SetUserPoolSessionConfiguration
    SetUserSettings SignUp StartUserImportJob StartWebAuthnRegistration StopUserImportJob TagResource UntagResource
    UpdateAuthEventFeedback UpdateDeviceStatus UpdateGroup UpdateIdentityProvider UpdateManagedLoginBranding
    UpdateProvisionedLimit UpdateResourceServer UpdateTerms UpdateUserAttributes UpdateUserPoolClient
    UpdateUserPool UpdateUserPoolDomain UpdateUserPoolReplica VerifySoftwareToken VerifyUserAttribute
  `
    .trim()
    .split(/\s+/),
);
