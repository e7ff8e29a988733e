import { operations, resourceName } from '@airlock/contract';
import { removed, replaced, reworded } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const api = 'Api/Properties';

const gatewayResponses = ['DEFAULT_4XX', 'DEFAULT_5XX', 'THROTTLED', 'QUOTA_EXCEEDED'].flatMap(
  (type): readonly Mutant[] => [
    {
      name: `${type} that may be kept`,
      change: removed(`${api}/GatewayResponses/${type}/ResponseParameters/Headers/Cache-Control`),
      caughtBy: `Api never lets ${type} be kept`,
    },
    {
      name: `${type} whose type is guessed`,
      change: removed(`${api}/GatewayResponses/${type}/ResponseParameters/Headers/X-Content-Type-Options`),
      caughtBy: `Api forbids guessing the type of ${type}`,
    },
    {
      name: `${type} that DevOrigin cannot read`,
      change: removed(`${api}/GatewayResponses/${type}/ResponseParameters/Headers/Access-Control-Allow-Origin`),
      caughtBy: `Api lets DevOrigin, and nobody else, read ${type}`,
    },
    {
      name: `${type} that every origin can read`,
      change: replaced(`${api}/GatewayResponses/${type}/ResponseParameters/Headers/Access-Control-Allow-Origin`, "'*'"),
      caughtBy: `Api lets DevOrigin, and nobody else, read ${type}`,
    },
  ],
);

export const apiMutants: readonly Mutant[] = [
  {
    name: 'no authorizer',
    change: removed(`${api}/Auth/DefaultAuthorizer`),
    caughtBy: 'Api asks every route for a token of the pool',
  },
  ...operations
    .map(({ name }) => resourceName(name))
    .map((name) => ({
      name: `${name} for everybody`,
      change: replaced(`${name}/Properties/Events/${name}/Properties`, {
        ...{ RestApiId: { Ref: 'Api' }, Path: `/${name}`, Method: 'post', Auth: { Authorizer: 'NONE' } },
      }),
      caughtBy: 'Api asks every route for a token of the pool',
    })),
  {
    name: 'ID tokens',
    change: removed(`${api}/Auth/Authorizers/Cognito/AuthorizationScopes`),
    caughtBy: 'Api takes access tokens for files only',
  },
  {
    name: 'preflights that need a token',
    change: removed(`${api}/Auth/AddDefaultAuthorizerToCorsPreflight`),
    caughtBy: 'Api answers preflights without a token',
  },
  {
    name: 'answers for every origin',
    change: replaced(`${api}/Cors/AllowOrigin`, "'*'"),
    caughtBy: 'Api lets DevOrigin, and nobody else, read its answers',
  },
  {
    name: 'no DevOrigin',
    change: removed(`${api}/Cors/AllowOrigin`),
    caughtBy: 'Api lets DevOrigin, and nobody else, read its answers',
  },
  {
    name: 'every header from other origins',
    change: replaced(`${api}/Cors/AllowHeaders`, "'*'"),
    caughtBy: 'Api takes named methods and headers from other origins',
  },
  ...gatewayResponses,
  { name: 'no access log', change: removed(`${api}/AccessLogSetting`), caughtBy: 'Api writes an access log' },
  {
    name: 'names of files in the access log',
    change: reworded(`${api}/AccessLogSetting/Format`, '$context.resourcePath', '$context.path'),
    caughtBy: 'Api logs neither tokens, nor queries, nor the path that was asked for',
  },
];
