import assert from 'node:assert/strict';

import { filesScope, operations } from '@airlock/contract';
import type { Cursor, ResolvedResources } from '@airlock/template';
import { at } from '@airlock/template/testing/at.ts';
import { removed, replaced } from '@airlock/template/testing/change.ts';

import type { Read, Row, RowMutant } from './row.ts';

/** Returns the properties of the stage. Throws unless there is exactly one. */
function stage(template: ResolvedResources): Cursor {
  const [first, ...others] = template.ofType('AWS::ApiGateway::Stage');
  assert.deepEqual(others, []);
  assert.ok(first);
  return first.properties;
}

interface Method {
  /** The method and the path, such as `GET /files`. */
  readonly route: string;
  readonly description: Cursor;
}

/** Returns the methods of the body that API Gateway imports. */
const methods = (template: ResolvedResources): readonly Method[] =>
  template
    .resource('Api')
    .properties.at('Body')
    .at('paths')
    .entries()
    .flatMap(([path, it]) =>
      it.entries().map(([method, description]) => ({ route: `${method.toUpperCase()} ${path}`, description })),
    );

const isPreflight = ({ route }: Method): boolean => route.startsWith('OPTIONS ');

/** Returns the origins that the preflights of all paths let in. */
function allowedOrigins(read: Read, devOrigin = ''): readonly unknown[] {
  const preflights = methods(read({ DevOrigin: devOrigin })).filter(isPreflight);
  const answers = preflights.map(({ description }) =>
    description.at('x-amazon-apigateway-integration').at('responses'),
  );
  const header = 'method.response.header.Access-Control-Allow-Origin';
  return [...new Set(answers.map((it) => it.at('default').at('responseParameters').at(header).value))];
}

const listFiles = 'ListFiles/Properties/Events/ListFiles/Properties';
const route = { RestApiId: { Ref: 'Api' }, Path: '/files', Method: 'get' };
const withoutEvents: RowMutant = {
  name: 'ListFiles without its route',
  change: removed('ListFiles/Properties/Events'),
};

export const apiRows: readonly Row[] = [
  {
    // Without OpenApiVersion SAM deploys to a stage named Stage too, which has no throttles, no log and no alarm.
    name: 'The API has one stage, and its deployment makes no other',
    check: (read) => {
      const template = read();
      const deployments = template.ofType('AWS::ApiGateway::Deployment');
      assert.deepEqual(
        deployments.map(({ properties }) => properties.maybe('StageName')?.value),
        [undefined],
      );
      assert.equal(stage(template).at('StageName').value, 'api');
      assert.equal(stage(template).at('DeploymentId').value, template.id(deployments[0]?.logicalId ?? ''));
    },
    mutants: [{ name: 'a second stage', change: removed('Api/Properties/OpenApiVersion') }],
  },
  {
    name: 'Every operation is a method, and nothing else is one but preflights',
    check: (read) => {
      const routes = methods(read()).filter((it) => !isPreflight(it));
      assert.deepEqual(
        routes.map((it) => it.route).toSorted(),
        operations.map(({ method, path }) => `${method} ${path}`).toSorted(),
      );
    },
    mutants: [
      withoutEvents,
      { name: 'ListFiles for any method', change: replaced(listFiles, { ...route, Method: 'any' }) },
    ],
  },
  {
    name: 'Every method but preflights asks for an access token of the pool',
    check: (read) => {
      const template = read();
      for (const method of methods(template)) {
        const wanted = isPreflight(method) ? undefined : [{ Cognito: [filesScope] }];
        assert.deepEqual(method.description.maybe('security')?.value, wanted, method.route);
      }
      const authorizer = at(template, 'Api/Body/securityDefinitions/Cognito/x-amazon-apigateway-authorizer');
      const pool = template.attribute('UserPool', 'Arn');
      assert.deepEqual(authorizer, { type: 'cognito_user_pools', providerARNs: [pool] });
    },
    mutants: [
      { name: 'no authorizer by default', change: removed('Api/Properties/Auth/DefaultAuthorizer') },
      { name: 'ListFiles for everybody', change: replaced(listFiles, { ...route, Auth: { Authorizer: 'NONE' } }) },
      { name: 'ID tokens', change: removed('Api/Properties/Auth/Authorizers/Cognito/AuthorizationScopes') },
      {
        name: 'preflights that need a token',
        change: removed('Api/Properties/Auth/AddDefaultAuthorizerToCorsPreflight'),
      },
    ],
  },
  {
    name: 'Every path answers preflights as Cors says',
    check: (read) => {
      assert.deepEqual(allowedOrigins(read), ["'https://no-dev-origin.invalid'"]);
      assert.deepEqual(allowedOrigins(read, 'http://localhost:4200'), ["'http://localhost:4200'"]);
      const paths = new Set(operations.map(({ path }) => path));
      assert.deepEqual(methods(read()).filter(isPreflight).length, paths.size);
    },
    mutants: [
      { name: 'every origin', change: replaced('Api/Properties/Cors/AllowOrigin', "'*'") },
      { name: 'no Cors', change: removed('Api/Properties/Cors') },
    ],
  },
  {
    name: 'API Gateway may call each function for its own route only',
    check: (read) => {
      const template = read();
      const base = `arn:aws:execute-api:eu-central-1:123456789012:${template.id('Api')}/*`;
      const permissions = template
        .ofType('AWS::Lambda::Permission')
        .map(({ properties }) => properties)
        .filter((it) => it.at('Principal').value !== 'cognito-idp.amazonaws.com');
      const wanted = operations.map(({ method, path }) => `${base}/${method}${path.replace(/\{\w+\}/g, '*')}`);
      assert.deepEqual(permissions.map((it) => it.at('SourceArn').text()).toSorted(), wanted.toSorted());
      for (const it of permissions) assert.equal(it.at('Principal').value, 'apigateway.amazonaws.com');
    },
    mutants: [withoutEvents, { name: 'all methods', change: replaced(listFiles, { ...route, Method: 'any' }) }],
  },
  {
    name: 'The stage has the limits of the Api, with their parameters',
    check: (read, readSource) => {
      const limits = { RequestsPerSecond: 7, SearchesPerSecond: 3 };
      const settings = stage(read(limits)).at('MethodSettings');
      assert.deepEqual(settings.value, at(readSource(limits), 'Api/MethodSettings'));
      const [everything, search] = [0, 8].map((index) => settings.list()[index]?.at('ThrottlingRateLimit').value);
      assert.deepEqual([everything, search], [7, 3]);
    },
    mutants: [
      { name: 'no limits', change: removed('Api/Properties/MethodSettings') },
      { name: 'other limits', change: replaced('Api/Properties/MethodSettings/0/ThrottlingRateLimit', 100) },
      { name: 'any searches', change: replaced('Api/Properties/MethodSettings/8/ThrottlingRateLimit', 100) },
    ],
  },
  {
    name: 'API Gateway compresses, and has a word of its own for each of GatewayResponses',
    check: (read, readSource) => {
      const [template, source] = [
        read({ DevOrigin: 'https://a.example' }),
        readSource({ DevOrigin: 'https://a.example' }),
      ];
      assert.equal(at(template, 'Api/MinimumCompressionSize'), at(source, 'Api/MinimumCompressionSize'));
      const types = source.resource('Api').properties.at('GatewayResponses').entries();
      for (const [type, response] of types) {
        const headers = response.at('ResponseParameters').at('Headers').entries();
        assert.deepEqual(
          at(template, `Api/Body/x-amazon-apigateway-gateway-responses/${type}/responseParameters`),
          Object.fromEntries(headers.map(([name, { value }]) => [`gatewayresponse.header.${name}`, value])),
        );
      }
    },
    mutants: [
      { name: 'no compression', change: removed('Api/Properties/MinimumCompressionSize') },
      { name: 'no gateway responses', change: removed('Api/Properties/GatewayResponses') },
    ],
  },
  {
    // SAM hands both properties on, and makes Api.Stage a reference to its stage.
    name: 'The web ACL is that of the stage, and the API has the policy for TLS',
    check: (read) => {
      const template = read({ RegionalWebAclArn: 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b' });
      const { SecurityPolicy, EndpointAccessMode } = template.resource('Api').properties.object();
      assert.deepEqual(
        { SecurityPolicy, EndpointAccessMode },
        { SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', EndpointAccessMode: 'STRICT' },
      );
      const [guarded] = template.ofType('AWS::WAFv2::WebACLAssociation');
      const path = `/restapis/${template.id('Api')}/stages/${stage(template).at('StageName').text()}`;
      assert.equal(guarded?.properties.at('ResourceArn').value, `arn:aws:apigateway:eu-central-1::${path}`);
    },
    mutants: [
      { name: 'an API that takes TLS 1.0', change: removed('Api/Properties/SecurityPolicy') },
      { name: 'an API that is told apart by nothing', change: removed('Api/Properties/EndpointAccessMode') },
      { name: 'an API without its web ACL', change: removed('ApiWebAcl') },
    ],
  },
  {
    name: 'The stage writes the access log of the Api',
    check: (read) => {
      const template = read();
      const log = stage(template).at('AccessLogSetting');
      assert.equal(log.at('DestinationArn').value, template.attribute('ApiLogGroup', 'Arn'));
      assert.match(log.at('Format').text(), /\$context\.requestId/);
    },
    mutants: [{ name: 'no access log', change: removed('Api/Properties/AccessLogSetting') }],
  },
  {
    name: 'The stage is traced as Tracing says',
    check: (read) => {
      assert.equal(stage(read()).at('TracingEnabled').value, false);
      assert.equal(stage(read({ Tracing: 'Active' })).at('TracingEnabled').value, true);
    },
    mutants: [
      { name: 'a stage that is never traced', change: replaced('Api/Properties/TracingEnabled', false) },
      { name: 'a stage that is always traced', change: replaced('Api/Properties/TracingEnabled', true) },
    ],
  },
];
