/** Events as the user pool sends them to its triggers, with the fields that Cognito documents. */
import type { ConfirmedEvent, MailEvent, TokenEvent } from '../sign-in/trigger-event.ts';

const userAttributes = {
  sub: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  email: 'demo@example.com',
  email_verified: 'true',
  'cognito:user_status': 'CONFIRMED',
};

const common = {
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_EXAMPLE',
  userName: 'demo',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'exampleclientid' },
};

export function sampleTokenEvent(triggerSource: string, clientMetadata?: Readonly<Record<string, string>>): TokenEvent {
  const groupConfiguration = { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null };
  return {
    ...common,
    version: '2',
    triggerSource,
    request: {
      ...{ userAttributes, groupConfiguration, scopes: ['aws.cognito.signin.user.admin'] },
      ...(clientMetadata && { clientMetadata: { ...clientMetadata } }),
    },
    response: { claimsAndScopeOverrideDetails: null },
  };
}

export function sampleMailEvent(triggerSource: string, clientMetadata?: Readonly<Record<string, string>>): MailEvent {
  return {
    ...common,
    version: '1',
    triggerSource,
    request: {
      ...{ userAttributes, codeParameter: '{####}', linkParameter: '{##Click Here##}', usernameParameter: null },
      ...(clientMetadata && { clientMetadata: { ...clientMetadata } }),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  };
}

export function sampleConfirmedEvent(triggerSource: string): ConfirmedEvent {
  return { ...common, version: '1', triggerSource, request: { userAttributes }, response: {} };
}
