import {
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  type CognitoIdentityProviderClient,
  type UpdateUserPoolClientCommandInput,
  type UpdateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';

import type { StackOutputs } from '../../../scripts/deploy/stack.ts';
import type { BrokenSetting } from './setting.ts';

export const brokenSignIn = (
  cognito: CognitoIdentityProviderClient,
  outputs: StackOutputs,
): readonly BrokenSetting[] => [...ofUserPool(cognito, outputs), ...ofUserPoolClient(cognito, outputs)];

function ofUserPool(cognito: CognitoIdentityProviderClient, { UserPoolId }: StackOutputs): readonly BrokenSetting[] {
  type Settings = Omit<UpdateUserPoolCommandInput, 'UserPoolId'>;
  const changed = (name: string, sentence: string, to: Settings, back: Settings): BrokenSetting => ({
    ...{ name, sentence },
    spoil: async () => {
      await cognito.send(new UpdateUserPoolCommand({ UserPoolId, ...to }));
      return () => cognito.send(new UpdateUserPoolCommand({ UserPoolId, ...back }));
    },
  });
  const passwords = (MinimumLength: number): Settings => ({
    Policies: {
      PasswordPolicy: {
        ...{ MinimumLength, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
        ...{ RequireSymbols: false, TemporaryPasswordValidityDays: 7, PasswordHistorySize: 5 },
      },
    },
  });
  const signUp = (AllowAdminCreateUserOnly: boolean): Settings => ({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly },
  });
  const secondFactor = (MfaConfiguration: 'OFF' | 'OPTIONAL'): Settings => ({ MfaConfiguration });
  return [
    changed('open sign-up', 'lets everybody create accounts', signUp(false), signUp(true)),
    changed('no second factor', 'is OFF, not OPTIONAL', secondFactor('OFF'), secondFactor('OPTIONAL')),
    changed('short passwords', 'states other rules for passwords', passwords(6), passwords(14)),
  ];
}

function ofUserPoolClient(cognito: CognitoIdentityProviderClient, outputs: StackOutputs): readonly BrokenSetting[] {
  const { UserPoolId, UserPoolClientId: ClientId } = outputs;
  const changed = (name: string, sentence: string, to: Partial<UpdateUserPoolClientCommandInput>): BrokenSetting => ({
    ...{ name, sentence },
    spoil: async () => {
      const described = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
      const { ExplicitAuthFlows, PreventUserExistenceErrors, EnableTokenRevocation } = described.UserPoolClient ?? {};
      const now = { ExplicitAuthFlows, PreventUserExistenceErrors, EnableTokenRevocation };
      const put = (it: Partial<UpdateUserPoolClientCommandInput>) =>
        cognito.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, ...it }));
      await put({ ...now, ...to });
      return () => put(now);
    },
  });
  const flows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] as const;
  return [
    changed('plain passwords', 'instead of SRP alone', { ExplicitAuthFlows: [...flows] }),
    changed('known users', 'tells whether a user exists', { PreventUserExistenceErrors: 'LEGACY' }),
    changed('no revocation', 'cannot revoke tokens', { EnableTokenRevocation: false }),
  ];
}
