import * as v from 'valibot';

import { isAttribute } from './attributes.ts';
import { boolean, ignored, number, readProperties } from './property-values.ts';
import type { PoolSettings } from './settings.ts';

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
  ReadAttributes: v.optional(v.array(v.string())),
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
 * Reads a client's resolved CloudFormation properties, and checks the lives of tokens against the limits of the
 * service. Throws an `Error` that names the property that it cannot honour.
 */
export function readClientSettings(id: string, properties: unknown, pool: PoolSettings): ClientSettings {
  const client = readProperties(clientProperties, properties, 'AWS::Cognito::UserPoolClient');
  checkFlows(client);
  checkAttributeLists(client, pool);
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

/** Throws when a list has a name that no user can have, or lets a user vouch for their own address. */
function checkAttributeLists(
  { ReadAttributes = [], WriteAttributes = [] }: v.InferOutput<typeof clientProperties>,
  pool: PoolSettings,
): void {
  const unreadable = ReadAttributes.find((name) => !isAttribute(pool, name));
  const unwritable = WriteAttributes.find((name) => !isAttribute(pool, name) || name.endsWith('_verified'));
  if (unreadable !== undefined) throw new Error(`AWS::Cognito::UserPoolClient: ReadAttributes has ${unreadable}.`);
  if (unwritable !== undefined) throw new Error(`AWS::Cognito::UserPoolClient: WriteAttributes has ${unwritable}.`);
}

function life(name: string, seconds: number, [shortest, longest]: readonly [number, number]): number {
  if (seconds >= shortest && seconds <= longest) return seconds;
  throw new Error(`AWS::Cognito::UserPoolClient: ${name} must be from ${shortest} to ${longest} seconds.`);
}
