import * as v from 'valibot';

import { boolean, ignored, number, readProperties } from './property-values.ts';

const passwordPolicy = v.strictObject({
  MinimumLength: v.optional(v.pipe(number, v.minValue(6), v.maxValue(99)), 8),
  RequireLowercase: v.optional(boolean, false),
  RequireUppercase: v.optional(boolean, false),
  RequireNumbers: v.optional(boolean, false),
  RequireSymbols: v.optional(boolean, false),
  TemporaryPasswordValidityDays: v.optional(v.pipe(number, v.minValue(0), v.maxValue(365)), 7),
  PasswordHistorySize: v.optional(v.pipe(number, v.minValue(0), v.maxValue(24)), 0),
});
export type PasswordPolicy = v.InferOutput<typeof passwordPolicy>;

const defaultPolicy: PasswordPolicy = {
  MinimumLength: 8,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
  PasswordHistorySize: 0,
};

const functionArn = v.pipe(v.string(), v.startsWith('arn:'));
/** The triggers that are built here; any other one is refused. */
const lambdaConfig = v.strictObject({
  PreTokenGenerationConfig: v.optional(v.strictObject({ LambdaArn: functionArn, LambdaVersion: v.literal('V2_0') })),
  PreTokenGeneration: v.optional(functionArn),
  CustomMessage: v.optional(functionArn),
  PostConfirmation: v.optional(functionArn),
});

const schemaAttribute = v.object({ Name: v.string(), Required: v.optional(boolean, false) });

/**
 * `AWS::Cognito::UserPool`. A property that is not listed here is refused, so that no property is silently without
 * effect.
 */
const poolProperties = v.strictObject({
  UserPoolName: v.optional(v.string(), 'user-pool'),
  Policies: v.optional(v.strictObject({ PasswordPolicy: v.optional(passwordPolicy, defaultPolicy) }), {}),
  AdminCreateUserConfig: v.optional(
    v.strictObject({ AllowAdminCreateUserOnly: v.optional(boolean, false), InviteMessageTemplate: ignored }),
    {},
  ),
  UsernameConfiguration: v.optional(v.strictObject({ CaseSensitive: v.optional(boolean, true) }), {}),
  UsernameAttributes: v.optional(v.array(v.literal('email')), []),
  AliasAttributes: v.optional(v.array(v.literal('email')), []),
  MfaConfiguration: v.optional(v.picklist(['OFF', 'OPTIONAL', 'ON']), 'OFF'),
  EnabledMfas: v.optional(v.array(v.literal('SOFTWARE_TOKEN_MFA')), []),
  Schema: v.optional(v.array(schemaAttribute), []),
  AutoVerifiedAttributes: v.optional(v.array(v.literal('email')), []),
  AccountRecoverySetting: ignored,
  DeletionProtection: ignored,
  EmailConfiguration: ignored,
  LambdaConfig: v.optional(lambdaConfig, {}),
  UserAttributeUpdateSettings: v.optional(
    v.strictObject({ AttributesRequireVerificationBeforeUpdate: v.array(v.literal('email')) }),
    { AttributesRequireVerificationBeforeUpdate: [] },
  ),
  UserPoolAddOns: v.optional(v.strictObject({ AdvancedSecurityMode: v.picklist(['OFF', 'AUDIT', 'ENFORCED']) }), {
    AdvancedSecurityMode: 'OFF',
  }),
  UserPoolTags: ignored,
  UserPoolTier: v.optional(v.picklist(['LITE', 'ESSENTIALS', 'PLUS']), 'ESSENTIALS'),
  VerificationMessageTemplate: ignored,
});
export type PoolSettings = v.InferOutput<typeof poolProperties>;

/**
 * Reads the pool's resolved CloudFormation properties. Throws an `Error` that names the property that it cannot honour.
 */
export function readPoolSettings(properties: unknown): PoolSettings {
  const pool = readProperties(poolProperties, properties, 'AWS::Cognito::UserPool');
  if (pool.AliasAttributes.length > 0 && pool.UsernameAttributes.length > 0) {
    throw new Error('AWS::Cognito::UserPool: only one of AliasAttributes and UsernameAttributes can be set.');
  }
  checkTriggers(pool);
  checkTier(pool);
  return pool;
}

function checkTriggers({ LambdaConfig }: PoolSettings): void {
  const { PreTokenGeneration, PreTokenGenerationConfig } = LambdaConfig;
  if (PreTokenGeneration === undefined || PreTokenGeneration === PreTokenGenerationConfig?.LambdaArn) return;
  throw new Error(
    'AWS::Cognito::UserPool: LambdaConfig.PreTokenGeneration must have the value of PreTokenGenerationConfig.LambdaArn; version V1_0 is not built.',
  );
}

/** Refuses what the pool's feature plan does not have ("User pool feature plans", developer guide). */
function checkTier({ UserPoolTier, LambdaConfig, Policies, UserPoolAddOns }: PoolSettings): void {
  const needsMore = (property: string, tier: string) =>
    new Error(`AWS::Cognito::UserPool: ${property} needs the UserPoolTier ${tier}.`);
  if (UserPoolTier !== 'PLUS' && UserPoolAddOns.AdvancedSecurityMode !== 'OFF') {
    throw needsMore('UserPoolAddOns.AdvancedSecurityMode', 'PLUS');
  }
  if (UserPoolTier !== 'LITE') return;
  if (LambdaConfig.PreTokenGenerationConfig) throw needsMore('LambdaConfig.PreTokenGenerationConfig', 'ESSENTIALS');
  if (Policies.PasswordPolicy.PasswordHistorySize > 0) throw needsMore('PasswordHistorySize', 'ESSENTIALS');
}
