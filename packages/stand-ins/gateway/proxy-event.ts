import type { IncomingMessage } from 'node:http';

import type { Api, StackPlace } from '@airlock/template';

import type { Claims } from './authorizer.ts';
import { percentDecoded, type Matched } from './routing.ts';

/** Everything about one request that its event is made from. */
export interface ProxyRequest {
  readonly api: Api;
  readonly stack: StackPlace;
  readonly request: IncomingMessage;
  readonly matched: Matched;
  readonly claims: Claims | undefined;
  readonly body: string | null;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  readonly at: Date;
  /** The path below the stage, as it was sent. */
  readonly path: string;
  readonly query: string;
}

type Multi = Record<string, string[]>;

/**
 * Creates an object that inherits nothing: a client may send a header or a parameter called `constructor` or
 * `__proto__`.
 */
const noNames = (): Multi => Object.create(null) as Multi;

/**
 * Returns the event of the Lambda proxy integration of a REST API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyEvent(it: ProxyRequest): Readonly<Record<string, unknown>> {
  const headers = requestHeaders(it);
  const query = queryParameters(it.query);
  return {
    resource: it.matched.resource,
    path: it.path,
    httpMethod: it.request.method,
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    queryStringParameters: query && lastOfEach(query),
    multiValueQueryStringParameters: query,
    pathParameters: it.matched.pathParameters,
    stageVariables: null,
    requestContext: requestContext(it),
    body: it.body,
    isBase64Encoded: false,
  };
}

function requestContext({
  api,
  stack,
  request,
  matched,
  claims,
  at,
  ...it
}: ProxyRequest): Readonly<Record<string, unknown>> {
  return {
    resourceId: Buffer.from(matched.resource).toString('hex').slice(-6).padStart(6, '0'),
    resourcePath: matched.resource,
    operationName: undefined,
    httpMethod: request.method,
    extendedRequestId: it.extendedRequestId,
    requestTime: commonLogTime(at),
    path: `/${api.stageName}${it.path}`,
    accountId: stack.accountId,
    protocol: `HTTP/${request.httpVersion}`,
    stage: api.stageName,
    domainPrefix: api.id,
    requestTimeEpoch: at.getTime(),
    requestId: it.requestId,
    identity: {
      ...{ cognitoIdentityPoolId: null, accountId: null, cognitoIdentityId: null, caller: null },
      sourceIp: sourceIp(request),
      ...{ principalOrgId: null, accessKey: null, cognitoAuthenticationType: null },
      ...{ cognitoAuthenticationProvider: null, userArn: null },
      userAgent: request.headers['user-agent'] ?? null,
      user: null,
    },
    domainName: domainName(api, stack),
    deploymentId: api.id.slice(0, 6),
    apiId: api.id,
    ...(claims && { authorizer: { claims } }),
  };
}

/**
 * Returns the headers. Names keep the case in which they were sent. The host is the API's own, because CloudFront does
 * not pass the viewer's host.
 */
function requestHeaders({ api, stack, request, traceId }: ProxyRequest): Multi {
  const headers = noNames();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(index, index + 2);
    if (!hopByHop.has(name.toLowerCase())) (headers[name] ??= []).push(value);
  }
  return Object.assign(headers, {
    Host: [domainName(api, stack)],
    'X-Amzn-Trace-Id': [traceId],
    'X-Forwarded-For': [[request.headers['x-forwarded-for'], sourceIp(request)].flat().filter(Boolean).join(', ')],
    'X-Forwarded-Port': ['443'],
    'X-Forwarded-Proto': ['https'],
  });
}

const hopByHop = new Set(['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade', 'x-forwarded-for']);

/**
 * Returns the parameters of the query, or `null` without a query. Names and values are decoded once; `+` is a space.
 */
function queryParameters(query: string): Multi | null {
  const parameters = noNames();
  for (const pair of query.split('&').filter((it) => it !== '')) {
    const [name = '', ...rest] = pair.split('=');
    (parameters[queryDecoded(name)] ??= []).push(queryDecoded(rest.join('=')));
  }
  return Object.keys(parameters).length > 0 ? parameters : null;
}

const queryDecoded = (text: string): string => percentDecoded(text.replaceAll('+', ' '));

const lastOfEach = (multi: Multi): Record<string, string> =>
  Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1) ?? '']));

const sourceIp = (request: IncomingMessage): string => request.socket.remoteAddress ?? '127.0.0.1';

const domainName = (api: Api, { region, urlSuffix }: StackPlace): string =>
  `${api.id}.execute-api.${region}.${urlSuffix}`;

/** Formats a date as access logs do: `24/Nov/2026:04:06:25 +0000`. */
function commonLogTime(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}:${time ?? ''} +0000`;
}
