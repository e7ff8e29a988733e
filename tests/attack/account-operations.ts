import * as sdk from '@aws-sdk/client-cognito-identity-provider';

/** The schemas in which the SDK describes the service: id of the kind, namespace, name, traits, names of the members. */
const schemas: readonly (readonly [string, unknown])[] = Object.entries(sdk);

const membersOf = (schema: unknown): readonly unknown[] =>
  Array.isArray(schema) && Array.isArray(schema[4]) ? (schema[4] as unknown[]) : [];

/**
 * Every operation of Cognito that takes an access token: all that whoever stole one can try. The list is read from the SDK, so
 * that an operation which AWS adds is tried as soon as the SDK has it.
 */
export const accountOperations: readonly string[] = schemas
  .filter(([name, schema]) => name.endsWith('Request$') && membersOf(schema).includes('AccessToken'))
  .map(([name]) => name.replace('Request$', ''))
  .toSorted();

/** What each operation needs besides the token, where the service checks that first. */
const inputs: Readonly<Record<string, object>> = {
  ChangePassword: { PreviousPassword: 'Correct-Horse-1', ProposedPassword: 'Stolen-Account-1' },
  CompleteWebAuthnRegistration: { Credential: {} },
  ConfirmDevice: { DeviceKey: 'us-east-1_device' },
  DeleteUserAttributes: { UserAttributeNames: ['email'] },
  DeleteWebAuthnCredential: { CredentialId: 'credential' },
  ForgetDevice: { DeviceKey: 'us-east-1_device' },
  GetDevice: { DeviceKey: 'us-east-1_device' },
  GetUserAttributeVerificationCode: { AttributeName: 'email' },
  RevokeUserSession: { SessionId: 'session' },
  SetUserMFAPreference: { SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false } },
  SetUserSettings: { MFAOptions: [] },
  UpdateDeviceStatus: { DeviceKey: 'us-east-1_device', DeviceRememberedStatus: 'remembered' },
  UpdateUserAttributes: { UserAttributes: [{ Name: 'email', Value: 'thief@example.com' }] },
  VerifySoftwareToken: { UserCode: '123456' },
  VerifyUserAttribute: { AttributeName: 'email', Code: '123456' },
};

/** Returns the input of an operation with which it would succeed, or come as far as it can. */
export const inputWith = (operation: string, accessToken: string): object => ({
  ...inputs[operation],
  AccessToken: accessToken,
});
