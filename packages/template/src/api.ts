import type { Cursor } from './json.ts';
import type { Lookup } from './functions.ts';
import type { Resource } from './stack-values.ts';

/** A Cognito user pool authorizer; with scopes it accepts access tokens only. */
export interface Authorizer {
  readonly name: string;
  /** Logical id of the `AWS::Cognito::UserPool`. */
  readonly userPool: string;
  readonly scopes: readonly string[];
}

export interface Route {
  /** Upper case. */
  readonly method: string;
  /** `/files/{path+}` as the template writes it. */
  readonly path: string;
  readonly functionId: string;
  /** Logical id of the event. */
  readonly eventId: string;
  readonly authorizer: Authorizer | undefined;
  readonly authorizationScopes: readonly string[];
}

/** The headers that the generated OPTIONS method answers with; a missing one is not sent. */
export interface Cors {
  readonly headers: Readonly<Record<string, string>>;
  /** The authorizer also guards OPTIONS (SAM's default when an API has a default authorizer). */
  readonly preflightIsAuthorized: boolean;
}

/** Gateway response type (`DEFAULT_4XX`) → header → value. */
export type GatewayResponses = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Throttle {
  /** `/*` and `*` stand for every resource and method. */
  readonly path: string;
  readonly method: string;
  readonly requestsPerSecond: number;
  readonly burst: number;
}

export interface Api {
  readonly logicalId: string;
  readonly id: string;
  readonly stageName: string;
  readonly defaultAuthorizer: Authorizer | undefined;
  readonly cors: Cors | undefined;
  readonly gatewayResponses: GatewayResponses;
  readonly throttling: readonly Throttle[];
  /** Number of bytes from which on an answer is compressed for callers that take it; `undefined` when none is. */
  readonly minimumCompressionSize: number | undefined;
  /** Text with `$context.…` variables, or `undefined` when there is no access log. */
  readonly accessLogFormat: string | undefined;
}

/** @throws TemplateError for a property whose effect the local gateway does not have */
export function readApi({ logicalId, properties }: Resource, lookup: Lookup): Api {
  // Name, endpoint type, version of the description, tags and tracing make no difference to a caller, and the local gateway speaks no TLS.
  properties.only(
    ...['AccessLogSetting', 'Auth', 'Cors', 'EndpointAccessMode', 'EndpointConfiguration', 'GatewayResponses'],
    ...['MethodSettings', 'MinimumCompressionSize', 'Name', 'OpenApiVersion', 'SecurityPolicy', 'StageName', 'Tags'],
    'TracingEnabled',
  );
  const auth = properties.maybe('Auth');
  const accessLog = properties.maybe('AccessLogSetting')?.only('DestinationArn', 'Format');
  return {
    logicalId,
    id: lookup.id(logicalId),
    stageName: properties.at('StageName').text(),
    defaultAuthorizer: auth && readAuthorizer(auth, lookup),
    cors: properties.maybe('Cors') && readCors(properties.at('Cors'), auth),
    gatewayResponses: readGatewayResponses(properties.maybe('GatewayResponses')),
    throttling: (properties.maybe('MethodSettings')?.list() ?? []).map(readThrottle),
    minimumCompressionSize: properties.maybe('MinimumCompressionSize')?.number(),
    accessLogFormat: accessLog?.at('Format').text(),
  };
}

function readAuthorizer(auth: Cursor, lookup: Lookup): Authorizer | undefined {
  auth.only('AddDefaultAuthorizerToCorsPreflight', 'Authorizers', 'DefaultAuthorizer');
  const name = auth.maybe('DefaultAuthorizer')?.text();
  if (name === undefined) return undefined;
  const declared = auth.at('Authorizers').at(name).only('AuthorizationScopes', 'UserPoolArn');
  const arn = declared.at('UserPoolArn');
  return {
    name,
    userPool: lookup.find('AWS::Cognito::UserPool', arn.text()) ?? arn.fail('Is not a user pool of this template.'),
    scopes: (declared.maybe('AuthorizationScopes')?.list() ?? []).map((scope) => scope.text()),
  };
}

const corsHeaders = {
  AllowHeaders: 'Access-Control-Allow-Headers',
  AllowMethods: 'Access-Control-Allow-Methods',
  AllowOrigin: 'Access-Control-Allow-Origin',
  MaxAge: 'Access-Control-Max-Age',
} as const;

function readCors(cors: Cursor, auth: Cursor | undefined): Cors {
  cors.only(...Object.keys(corsHeaders));
  const headers = Object.entries(corsHeaders).flatMap(([property, header]) => {
    const value = cors.maybe(property);
    return value === undefined ? [] : [[header, literal(value)] as const];
  });
  const preflight = auth?.maybe('AddDefaultAuthorizerToCorsPreflight')?.boolean() ?? true;
  return {
    headers: Object.fromEntries(headers),
    preflightIsAuthorized: auth?.maybe('DefaultAuthorizer') !== undefined && preflight,
  };
}

function readGatewayResponses(responses: Cursor | undefined): GatewayResponses {
  const types = (responses?.entries() ?? []).map(([type, response]) => {
    const parameters = response.only('ResponseParameters').at('ResponseParameters').only('Headers');
    const headers = parameters.at('Headers').entries();
    return [type, Object.fromEntries(headers.map(([name, value]) => [name, literal(value)]))] as const;
  });
  return Object.fromEntries(types);
}

/** Reads a constant, which API Gateway writes in single quotes. */
function literal(value: Cursor): string {
  const [, text] = /^'([^']*)'$/.exec(value.text()) ?? value.fail('Only constants in single quotes are implemented.');
  return text ?? '';
}

function readThrottle(setting: Cursor): Throttle {
  setting.only('HttpMethod', 'ResourcePath', 'ThrottlingBurstLimit', 'ThrottlingRateLimit');
  return {
    path: resourcePath(setting.at('ResourcePath')),
    method: setting.at('HttpMethod').text().toUpperCase(),
    requestsPerSecond: setting.at('ThrottlingRateLimit').number(),
    burst: setting.at('ThrottlingBurstLimit').number(),
  };
}

/**
 * `/~1uploads~1{uploadId}` is `/uploads/{uploadId}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html
 */
function resourcePath(path: Cursor): string {
  const text = path.text();
  if (text === '/*' || text === '/') return text;
  const isEncoded = text.startsWith('/~1') && !text.slice(1).includes('/');
  return isEncoded ? text.slice(1).replaceAll('~1', '/') : path.fail('Slashes after the first must be written as ~1.');
}

/** Returns the routes that the `Api` events of a function declare. */
export function readRoutes(it: Resource, api: Api): readonly Route[] {
  return (it.properties.maybe('Events')?.entries() ?? []).map(([eventId, event]) => {
    if (event.only('Properties', 'Type').at('Type').text() !== 'Api') {
      event.at('Type').fail('Only events of type Api are implemented by the local stack.');
    }
    const route = event.at('Properties').only('Auth', 'Method', 'Path', 'RestApiId');
    if (route.at('RestApiId').text() !== api.id) route.at('RestApiId').fail(`Must be ${api.logicalId}.`);
    const auth = route.maybe('Auth')?.only('AuthorizationScopes', 'Authorizer');
    const authorizer = chosenAuthorizer(auth?.maybe('Authorizer'), api.defaultAuthorizer);
    const scopes = auth
      ?.maybe('AuthorizationScopes')
      ?.list()
      .map((scope) => scope.text());
    return {
      method: route.at('Method').text().toUpperCase(),
      path: route.at('Path').text(),
      functionId: it.logicalId,
      eventId,
      authorizer,
      authorizationScopes: scopes ?? authorizer?.scopes ?? [],
    };
  });
}

function chosenAuthorizer(name: Cursor | undefined, byDefault: Authorizer | undefined): Authorizer | undefined {
  if (name === undefined || name.text() === byDefault?.name) return byDefault;
  return name.text() === 'NONE' ? undefined : name.fail('Must be NONE or the default authorizer.');
}
