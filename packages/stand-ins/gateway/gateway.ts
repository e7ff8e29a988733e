import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ResolvedTemplate } from '@airlock/template';

import type { AccessKey } from '../sigv4/access-key.ts';
import { accessLogLine } from './access-log.ts';
import { createAuthorizer } from './authorizer.ts';
import { beginCall, type Call } from './call.ts';
import { compressed } from './compression.ts';
import type { Outcome } from './execution.ts';
import { FunctionRunner } from './function-runner.ts';
import { lambdaAnswer } from './lambda-answer.ts';
import { proxyEvent } from './proxy-event.ts';
import { refuse, type GatewayAnswer, type GatewayRefusalType } from './refusal.ts';
import { readBody } from './request-body.ts';
import { authorizationOf, isHeadTooLarge } from './request-head.ts';
import { createRouting, type Matched } from './routing.ts';
import { createThrottle } from './throttle.ts';

export interface GatewayOptions {
  readonly template: ResolvedTemplate;
  /** Path of the bundle of each function, by its logical id. */
  readonly bundles: Readonly<Record<string, string>>;
  /** Credentials of the role of each function, by its logical id. */
  readonly credentials: Readonly<Record<string, AccessKey>>;
  /** URL of the keys of the user pool that the template's authorizer names. */
  readonly jwksUrl: string;
  /** Receives one line without a newline. `source` is the logical id of a function, or `Api` for the access log. */
  readonly log: (source: string, line: string) => void;
  readonly now?: () => Date;
  readonly integrationTimeoutMs?: number;
  /** The number of requests that one function takes at the same time. */
  readonly concurrency?: number;
}

export interface Gateway {
  /** Answers a request whose path begins with the stage, such as `/api/files`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /**
   * Calls a function as another service of AWS does, without the API.
   * @param functionId the logical id of the function
   * @param event the event as JSON
   */
  readonly invoke: (functionId: string, event: string) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

/** The time that API Gateway waits for a function: 29 s. */
const defaultIntegrationTimeoutMs = 29_000;
const defaultConcurrency = 4;

/** Creates API Gateway's REST API of the template, as a browser sees it. */
export function createGateway(options: GatewayOptions): Gateway {
  const services = createServices(options);
  return {
    handle: (request, response) => handle(services, request, response),
    invoke: (functionId, event) => runnerOf(services, functionId).invoke(randomUUID(), event),
    close: async () => {
      await Promise.all([...services.runners.values()].map((runner) => runner.close()));
    },
  };
}

type Services = ReturnType<typeof createServices>;

function createServices(options: GatewayOptions) {
  const { template, jwksUrl, now = () => new Date() } = options;
  const { api, routes, stack } = template;
  const pool = api.defaultAuthorizer?.userPool;
  const issuer = pool === undefined ? '' : `https://cognito-idp.${stack.region}.amazonaws.com/${template.id(pool)}`;
  const clients = template.ofType('AWS::Cognito::UserPoolClient');
  const clientIds = clients.map(({ logicalId }) => template.id(logicalId));
  return {
    template,
    now,
    log: options.log,
    integrationTimeoutMs: options.integrationTimeoutMs ?? defaultIntegrationTimeoutMs,
    findRoute: createRouting(routes, api.cors !== undefined),
    admit: createThrottle(api.throttling, () => performance.now()),
    authorize: createAuthorizer({ issuer, clientIds, jwksUrl, now }),
    runners: createRunners(options),
  };
}

function createRunners({
  template,
  bundles,
  credentials,
  log,
  ...options
}: GatewayOptions): Map<string, FunctionRunner> {
  const { functions, stack } = template;
  const concurrency = options.concurrency ?? defaultConcurrency;
  return new Map(
    functions.map((view) => {
      const { logicalId } = view;
      const bundle = bundles[logicalId];
      const key = credentials[logicalId];
      if (bundle === undefined || key === undefined) throw new Error(`${logicalId} has no bundle or no credentials.`);
      const write = (line: string): void => log(logicalId, line);
      return [
        logicalId,
        new FunctionRunner({ view, stack, bundle, credentials: key, concurrency, log: write }),
      ] as const;
    }),
  );
}

async function handle(services: Services, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const call = beginCall(services, request);
  const answer = await answerTo(services, call);
  response.writeHead(answer.status, [
    ...answer.headers.flat(),
    ...['x-amzn-RequestId', call.requestId, 'x-amz-apigw-id', call.extendedRequestId],
    ...(call.integrationMs === undefined ? [] : ['X-Amzn-Trace-Id', call.traceId]),
    ...(answer.status === 204 ? [] : ['Content-Length', String(Buffer.byteLength(answer.body))]),
  ]);
  response.end(answer.body);
  const { api } = services.template;
  if (api.accessLogFormat === undefined) return;
  services.log(api.logicalId, accessLogLine(api.accessLogFormat, call, answer, performance.now() - started));
}

async function answerTo(services: Services, call: Call): Promise<GatewayAnswer> {
  const { api } = services.template;
  const refused = (type: GatewayRefusalType, message?: string) => refuse(api.gatewayResponses, type, message);
  const { matched } = call;
  if (isHeadTooLarge(call.request)) return refused('REQUEST_TOO_LARGE');
  if (matched === undefined) return refused('MISSING_AUTHENTICATION_TOKEN');
  const { route } = matched;
  if (route === undefined)
    return api.cors?.preflightIsAuthorized === true ? refused('UNAUTHORIZED') : preflight(services);
  if (!services.admit(route.method, route.path)) return refused('THROTTLED');
  if (route.authorizer !== undefined) {
    const authorization = await services.authorize(route, authorizationOf(call.request));
    if (authorization.kind === 'unavailable') return refused('AUTHORIZER_CONFIGURATION_ERROR');
    if (authorization.kind === 'unauthorized') return refused('UNAUTHORIZED', authorization.message);
    call.claims = authorization.claims;
  }
  const body = await readBody(call.request);
  if (typeof body === 'string') return refused(body);
  const outcome = await invoke(services, { ...call, matched }, route.functionId, body, call);
  if (outcome === 'timeout') return refused('INTEGRATION_TIMEOUT');
  const answer = outcome.kind === 'answered' ? lambdaAnswer(outcome.payload) : undefined;
  if (answer === undefined) return refused('DEFAULT_5XX');
  return compressed(answer, api.minimumCompressionSize, call.request.headers['accept-encoding']);
}

/** Returns the answer of the mock integration that SAM generates for OPTIONS. */
function preflight({ template }: Services): GatewayAnswer {
  const headers = Object.entries(template.api.cors?.headers ?? {});
  return { status: 200, headers: [['Content-Type', 'application/json'], ...headers], body: '{}\n' };
}

function runnerOf({ runners }: Services, functionId: string): FunctionRunner {
  const runner = runners.get(functionId);
  if (runner === undefined) throw new Error(`${functionId} is not running.`);
  return runner;
}

async function invoke(
  services: Services,
  it: Call & { readonly matched: Matched },
  functionId: string,
  body: Buffer,
  call: Call,
): Promise<Outcome | 'timeout'> {
  const { template, integrationTimeoutMs } = services;
  const { api, stack } = template;
  const text = body.length > 0 ? body.toString('utf8') : null;
  const event = JSON.stringify(proxyEvent({ ...it, api, stack, claims: it.claims, body: text }));
  const runner = runnerOf(services, functionId);
  const started = performance.now();
  const { promise: timeout, resolve: onTimeout } = Promise.withResolvers<'timeout'>();
  const timer = setTimeout(onTimeout, integrationTimeoutMs, 'timeout');
  try {
    return await Promise.race([runner.invoke(it.requestId, event), timeout]);
  } finally {
    clearTimeout(timer);
    call.integrationMs = performance.now() - started;
  }
}
