import { removed, replaced, widened } from '@airlock/template/testing/change.ts';

import { triggerFunctions } from '../checks/triggers.ts';
import type { Mutant } from './mutant.ts';

const config = 'UserPool/Properties/LambdaConfig';
const srp = ['ALLOW_USER_SRP_AUTH'];
const account = 'AccountClient/Properties';
const ending = 'PostConfirmationEndsSessions/Properties/PolicyDocument/Statement/0';
const calls = (name: string): string => `UserPool calls ${name}, and nothing else calls it`;

/** Returns the fewest properties that the reader accepts for a function, with a route. */
const atTheApi = (name: string) => ({
  Handler: 'a.handler',
  Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
  Events: { Other: { Type: 'Api', Properties: { RestApiId: { Ref: 'Api' }, Path: '/other', Method: 'post' } } },
});

const ofTriggers: readonly Mutant[] = [
  ...triggerFunctions.flatMap((name): readonly Mutant[] => [
    {
      name: `a user pool that does not call ${name}`,
      change: removed(`${config}/${name === 'PreTokenGeneration' ? 'PreTokenGenerationConfig' : name}`),
      caughtBy: calls(name),
    },
    {
      name: `${name} for every user pool`,
      change: removed(`${name}Permission/Properties/SourceArn`),
      caughtBy: calls(name),
    },
    {
      name: `${name} for other accounts`,
      change: removed(`${name}Permission/Properties/SourceAccount`),
      caughtBy: calls(name),
    },
    {
      name: `${name} at the API`,
      change: replaced(`${name}/Properties`, atTheApi(name)),
      caughtBy: calls(name),
    },
    {
      name: `${name} with the variables of all functions`,
      change: removed(`${name}/IgnoreGlobals`),
      caughtBy: 'Functions that the user pool calls name no pool',
    },
    {
      name: `${name} takes ten seconds`,
      change: replaced(`${name}/Properties/Timeout`, 10),
      caughtBy: 'Functions that the user pool calls end before it gives up',
    },
  ]),
  {
    name: 'the event that cannot change access tokens',
    change: replaced(`${config}/PreTokenGenerationConfig/LambdaVersion`, 'V1_0'),
    caughtBy: 'UserPool lets PreTokenGeneration change access tokens',
  },
  ...['CustomMessage', 'PreTokenGeneration'].map((name) => ({
    name: `${name} reads users`,
    change: widened(`${name}Role/Properties/Policies/0/PolicyDocument/Statement`, {
      ...{ Effect: 'Allow', Action: 'cognito-idp:ListUsers', Resource: '*' },
    }),
    caughtBy: `${name}Role may write the log and nothing else`,
  })),
  ...[
    { name: 'PostConfirmation ends sessions of any pool', change: replaced(`${ending}/Resource`, '*') },
    { name: 'PostConfirmation may do everything', change: replaced(`${ending}/Action`, 'cognito-idp:*') },
    { name: 'a reset ends nothing', change: removed('PostConfirmationEndsSessions') },
  ].map((it) => ({ ...it, caughtBy: 'PostConfirmationRole may end the sessions of this pool and nothing else' })),
  {
    name: 'another scope than that of the API',
    change: replaced('FilesScope/Properties/Scopes/0/ScopeName', 'read'),
    caughtBy: 'FilesScope is the scope that the API asks for',
  },
];

const units = { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' };

const ofAccountClient: readonly Mutant[] = [
  { name: 'GenerateSecret', value: true, check: 'has no secret' },
  { name: 'ExplicitAuthFlows', value: [...srp, 'ALLOW_REFRESH_TOKEN_AUTH'], check: 'takes passwords by SRP only' },
  { name: 'EnableTokenRevocation', value: false, check: 'can revoke tokens' },
  { name: 'PreventUserExistenceErrors', value: 'LEGACY', check: 'does not tell whether a user exists' },
  { name: 'SupportedIdentityProviders', value: ['COGNITO', 'Google'], check: 'knows this pool only' },
  { name: 'WriteAttributes', value: ['email', 'locale'], check: 'changes the address and nothing else' },
  { name: 'AccessTokenValidity', value: 60, check: 'has access tokens of five minutes' },
  { name: 'RefreshTokenValidity', value: 600, check: 'has refresh tokens of an hour' },
  { name: 'TokenValidityUnits', value: units, check: 'counts tokens in minutes' },
]
  .map(({ name, value, check }) => ({
    name: `AccountClient with another ${name}`,
    change: replaced(`${account}/${name}`, value),
    caughtBy: `AccountClient ${check}`,
  }))
  .concat({
    name: 'AccountClient that renews its tokens',
    change: replaced(account, { ExplicitAuthFlows: [...srp], RefreshTokenRotation: { Feature: 'ENABLED' } }),
    caughtBy: 'AccountClient renews nothing',
  });

export const triggerMutants: readonly Mutant[] = [...ofTriggers, ...ofAccountClient];
