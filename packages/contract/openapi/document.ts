import type { JsonSchema } from '@valibot/to-json-schema';

import { errorBody, statusOfCode } from '../src/index.ts';
import type { ErrorCode } from '../src/index.ts';
import { codeDescriptions } from './descriptions.ts';
import { jsonSchema } from './json-schema.ts';
import { operations } from './operations.ts';
import type { Operation } from './operations.ts';

/** What every operation may refuse with. */
const commonErrors: readonly ErrorCode[] = [
  'invalid-request',
  'unauthorized',
  'too-many-requests',
  'internal',
  'unavailable',
];

/** The whole API as OpenAPI 3.1. */
export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Airlock',
      version: '1.0.0',
      summary: 'Private file transfer on Amazon S3.',
      description:
        'The API signs URLs and keeps order; the bytes of files go straight between the browser and S3. Every ' +
        'operation acts on the files of the user whose access token it is given.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api', description: 'Beside the app; deployed and on this machine alike.' }],
    security: [{ accessToken: [] }],
    tags: [
      { name: 'files', description: 'Single files and folders.' },
      { name: 'uploads', description: 'Large files, sent in parts: start, sign and send parts, complete.' },
    ],
    paths: paths(),
    components: components(),
  };
}

function components(): object {
  return {
    securitySchemes: {
      accessToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'An access token of the Amazon Cognito user pool with the scope `aws.cognito.signin.user.admin`, as ' +
          'sign-in by SRP gives it. An ID token is refused.',
      },
    },
    schemas: {
      Error: jsonSchema(errorBody),
      GatewayRefusal: {
        type: 'object',
        description: 'What API Gateway itself answers before any function runs.',
        properties: { message: { type: 'string' } },
        required: ['message'],
      },
    },
  };
}

function paths(): Record<string, Record<string, object>> {
  const byPath: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    byPath[operation.path] = { ...byPath[operation.path], [operation.method]: operationObject(operation) };
  }
  return byPath;
}

function operationObject(operation: Operation): object {
  const { name, method, path, tag, summary, description, request } = operation;
  const { inPath, rest } = splitByPath(path, jsonSchema(request));
  const parameters = [...parametersIn('path', inPath), ...(method === 'post' ? [] : parametersIn('query', rest))];
  return {
    operationId: name.replace(/-./g, (dash) => dash.slice(1).toUpperCase()),
    tags: [tag],
    summary,
    description,
    ...(parameters.length > 0 && { parameters }),
    ...(method === 'post' && {
      requestBody: { required: true, content: { 'application/json': { schema: rest } } },
    }),
    responses: { ...success(operation), ...refusals([...commonErrors, ...operation.errors]) },
  };
}

/** What of the request stands in the path, and what in the body or query. */
function splitByPath(path: string, schema: JsonSchema): { inPath: JsonSchema; rest: JsonSchema } {
  const isInPath = (name: string) => path.includes(`{${name}}`);
  const part = (isWanted: (name: string) => boolean): JsonSchema => ({
    ...schema,
    properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => isWanted(name))),
    required: (schema.required ?? []).filter(isWanted),
  });
  return { inPath: part(isInPath), rest: part((name) => !isInPath(name)) };
}

function parametersIn(place: 'path' | 'query', { properties = {}, required = [] }: JsonSchema): object[] {
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === 'boolean' ? {} : property;
    return { name, in: place, required: required.includes(name), description, schema };
  });
}

function success({ answer, answerDescription, status = 200 }: Operation): Record<string, object> {
  if (answer === undefined) return { 204: { description: answerDescription } };
  return {
    [status]: { description: answerDescription, content: { 'application/json': { schema: jsonSchema(answer) } } },
  };
}

/** One response per status, with every code that has it. */
function refusals(codes: readonly ErrorCode[]): Record<string, object> {
  const byStatus = Object.groupBy(codes, (code) => String(statusOfCode[code]));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, list = []]) => {
      const lines = list.map((code) => `\`${code}\`: ${codeDescriptions[code]}.`);
      return [status, { description: lines.join(' '), content: refusalContent(status) }];
    }),
  );
}

/** API Gateway checks tokens and counts requests before a function does. */
function refusalContent(status: string): object {
  const error = { $ref: '#/components/schemas/Error' };
  const gateway = { $ref: '#/components/schemas/GatewayRefusal' };
  const schema = ['401', '429'].includes(status) ? { anyOf: [error, gateway] } : error;
  return { 'application/json': { schema } };
}
