import * as v from 'valibot';

// Values of a resolved template: a number or a boolean may still be the text that a parameter gave.
const number = v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.toNumber())]), v.integer());
const boolean = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((text) => text === 'true'),
  ),
]);
/** A property that changes nothing for clients of the local pool. */
const ignored = v.optional(v.unknown());

const passwordPolicy = v.strictObject({
  MinimumLength: v.optional(v.pipe(number, v.minValue(6), v.maxValue(99)), 8),
  RequireLowercase: v.optional(boolean, false),
  RequireUppercase: v.optional(boolean, false),
  RequireNumbers: v.optional(boolean, false),
  RequireSymbols: v.optional(boolean, false),
  TemporaryPasswordValidityDays: v.optional(v.pipe(number, v.minValue(0), v.maxValue(365)), 7),
});
export type PasswordPolicy = v.InferOutput<typeof passwordPolicy>;

const defaultPolicy: PasswordPolicy = {
  MinimumLength: 8,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

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
  UserPoolTags: ignored,
  UserPoolTier: ignored,
  VerificationMessageTemplate: ignored,
});
export type PoolSettings = v.InferOutput<typeof poolProperties>;

const unit = v.picklist(['seconds', 'minutes', 'hours', 'days']);

/** `AWS::Cognito::UserPoolClient`. The defaults are those of "CreateUserPoolClient" in the API reference. */
const clientProperties = v.strictObject({
  UserPoolId: ignored,
  ClientName: v.optional(v.string(), 'client'),
  GenerateSecret: v.optional(v.pipe(boolean, v.literal(false)), false),
  ExplicitAuthFlows: v.optional(v.array(v.string()), [
    'ALLOW_REFRESH_TOKEN_AUTH',
    'ALLOW_USER_SRP_AUTH',
    'ALLOW_CUSTOM_AUTH',
  ]),
  RefreshTokenRotation: v.optional(
    v.strictObject({
      Feature: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'DISABLED'),
      RetryGracePeriodSeconds: v.optional(v.pipe(number, v.minValue(0), v.maxValue(60)), 0),
    }),
    {},
  ),
  EnableTokenRevocation: v.optional(boolean, true),
  PreventUserExistenceErrors: v.optional(v.picklist(['ENABLED', 'LEGACY']), 'LEGACY'),
  AuthSessionValidity: v.optional(v.pipe(number, v.minValue(3), v.maxValue(15)), 3),
  WriteAttributes: v.optional(v.array(v.string())),
  AccessTokenValidity: v.optional(number, 1),
  IdTokenValidity: v.optional(number, 1),
  RefreshTokenValidity: v.optional(number, 30),
  TokenValidityUnits: v.optional(
    v.strictObject({
      AccessToken: v.optional(unit, 'hours'),
      IdToken: v.optional(unit, 'hours'),
      RefreshToken: v.optional(unit, 'days'),
    }),
    {},
  ),
  SupportedIdentityProviders: v.optional(v.array(v.literal('COGNITO'))),
});

export type ClientSettings = v.InferOutput<typeof clientProperties> & {
  readonly id: string;
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
};

const secondsPer = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const day = secondsPer.days;

/**
 * Reads the pool's resolved CloudFormation properties. Throws an `Error` that names the property that it cannot honour.
 */
export function readPoolSettings(properties: unknown): PoolSettings {
  const pool = read(poolProperties, properties, 'AWS::Cognito::UserPool');
  if (pool.AliasAttributes.length > 0 && pool.UsernameAttributes.length > 0) {
    throw new Error('AWS::Cognito::UserPool: only one of AliasAttributes and UsernameAttributes can be set.');
  }
  return pool;
}

/**
 * Reads a client's resolved CloudFormation properties, and checks the lives of tokens against the limits of the
 * service. Throws an `Error` that names the property that it cannot honour.
 */
export function readClientSettings(id: string, properties: unknown): ClientSettings {
  const client = read(clientProperties, properties, 'AWS::Cognito::UserPoolClient');
  checkFlows(client);
  const { AccessToken, IdToken, RefreshToken } = client.TokenValidityUnits;
  return {
    ...client,
    id,
    accessTokenSeconds: life('AccessTokenValidity', client.AccessTokenValidity * secondsPer[AccessToken], [300, day]),
    idTokenSeconds: life('IdTokenValidity', client.IdTokenValidity * secondsPer[IdToken], [300, day]),
    refreshTokenSeconds: life('RefreshTokenValidity', client.RefreshTokenValidity * secondsPer[RefreshToken], [
      3600,
      3650 * day,
    ]),
  };
}

function checkFlows(client: v.InferOutput<typeof clientProperties>): void {
  const rotates = client.RefreshTokenRotation.Feature === 'ENABLED';
  if (rotates && client.ExplicitAuthFlows.includes('ALLOW_REFRESH_TOKEN_AUTH')) {
    throw new Error('AWS::Cognito::UserPoolClient: ALLOW_REFRESH_TOKEN_AUTH cannot stand beside RefreshTokenRotation.');
  }
}

function life(name: string, seconds: number, [shortest, longest]: readonly [number, number]): number {
  if (seconds >= shortest && seconds <= longest) return seconds;
  throw new Error(`AWS::Cognito::UserPoolClient: ${name} must be from ${shortest} to ${longest} seconds.`);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  properties: unknown,
  resource: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, properties);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${resource}: the local user pool cannot honour ${v.getDotPath(issue) ?? 'it'} (${issue.message}).`);
}
