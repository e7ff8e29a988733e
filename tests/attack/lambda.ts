import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Context } from 'aws-lambda';
import * as v from 'valibot';
import { resourceName } from '@airlock/contract';
import { executionEnvironment } from '@airlock/stand-ins/gateway/execution-environment.ts';

import { bundlePaths } from '../../local/builds.ts';
import { placed, type Input, type Operation } from './api.ts';
import { stackKeys } from './gateway.ts';
import type { Answer } from './request.ts';
import type { World } from './world.ts';

/** A deployed function that is called without the gateway before it. */
export type Lambda = (event: unknown) => Promise<Answer>;

const answerShape = v.strictObject({
  statusCode: v.number(),
  headers: v.record(v.string(), v.string()),
  body: v.string(),
});

/**
 * Loads the real bundles into this process, each with its own environment, as Lambda does. Resolves with the functions
 * by the names of their operations.
 */
export async function loadLambdas(
  world: World,
  operations: readonly Operation[],
  changed: Readonly<Record<string, string>> = {},
): Promise<Map<string, Lambda>> {
  const lambdas = new Map<string, Lambda>();
  for (const { name } of operations) lambdas.set(name, await loadLambda(world, resourceName(name), changed));
  return lambdas;
}

async function loadLambda(world: World, logicalId: string, changed: object): Promise<Lambda> {
  const {
    running: { template },
    directory,
  } = world;
  const view = template.functions.find((it) => it.logicalId === logicalId);
  if (view === undefined) throw new Error(`template.yaml has no function ${logicalId}.`);
  const bundle = bundlePaths(join(directory, 'build'), [view])[logicalId] ?? '';
  const credentials = stackKeys(world.running, directory).ofRole(template.id(view.roleId));
  // As in Lambda, the environment is set first and the module is loaded then. Only errors are logged.
  const environment = executionEnvironment(view, template.stack, credentials, 'attack');
  Object.assign(process.env, environment, { AWS_LAMBDA_LOG_LEVEL: 'ERROR' }, changed);
  const { handler } = (await import(pathToFileURL(bundle).href)) as {
    handler: (event: unknown, context: Context) => Promise<unknown>;
  };
  return async (event) => {
    const context = { awsRequestId: 'attack', functionName: view.functionName, getRemainingTimeInMillis: () => 10_000 };
    const { statusCode, headers, body } = v.parse(answerShape, await handler(event, context as Context));
    return { status: statusCode, headers, text: body };
  };
}

/**
 * Returns the event of an operation with this input. Without `claims` it is the event that `sam local` sends, which has
 * no authorizer.
 */
export function eventOf(operation: Operation, input: Input, { claims, token }: { claims?: object; token?: string }) {
  const { path, query, body } = placed(operation, input);
  const parameters = new URLSearchParams(query);
  const names = [...new Set(parameters.keys())];
  const pathParameters = Object.fromEntries(
    Object.entries(input).filter(([name]) => operation.path.includes(`{${name}}`)),
  );
  return {
    resource: operation.path,
    path,
    httpMethod: operation.method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    multiValueQueryStringParameters:
      names.length > 0 ? Object.fromEntries(names.map((name) => [name, parameters.getAll(name)])) : null,
    pathParameters: Object.keys(pathParameters).length > 0 ? pathParameters : null,
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: 'attack', ...(claims !== undefined && { authorizer: { claims } }) },
  };
}
