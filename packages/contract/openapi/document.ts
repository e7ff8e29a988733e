import type { JsonSchema } from '@valibot/to-json-schema';

import { errorCodesOf, methodName, operations, statusOfCode, successStatusOf } from '../src/index.ts';
import type { ErrorCode, KnownOperation } from '../src/index.ts';
import { answerName, componentSchemas, reference, requestName, splitRequest } from './components.ts';
import { codeDescriptions } from './descriptions.ts';
import { operationTexts } from './texts/index.ts';

/** Returns the whole API as an OpenAPI 3.1 document. */
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
      { name: 'changes', description: 'Deleting, restoring and purging: changes of many files that can be undone.' },
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
          'An access token of the Amazon Cognito user pool with the scope `airlock/files`, as sign-in by SRP gives it to ' +
          'the app. An ID token is refused, and so is a token that opens the account (`aws.cognito.signin.user.admin`).',
      },
    },
    schemas: componentSchemas(),
  };
}

function paths(): Record<string, Record<string, object>> {
  const byPath: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const method = operation.method.toLowerCase();
    byPath[operation.path] = { ...byPath[operation.path], [method]: operationObject(operation) };
  }
  return byPath;
}

function operationObject(operation: KnownOperation): object {
  const { name, method } = operation;
  const { summary, description, requestExample } = operationTexts[name];
  const { inPath, rest } = splitRequest(operation);
  const parameters = [
    ...parametersIn('path', inPath, requestExample),
    ...(method === 'POST' ? [] : parametersIn('query', rest, requestExample)),
  ];
  return {
    operationId: methodName(name),
    tags: [tagOf(operation)],
    summary,
    description,
    ...(parameters.length > 0 && { parameters }),
    ...(method === 'POST' && {
      requestBody: { required: true, content: { 'application/json': { schema: reference(requestName(name)) } } },
    }),
    responses: { ...success(operation), ...refusals(errorCodesOf(operation)) },
  };
}

/** Returns the tag of an operation: `files` for `/files/presign-put`. */
const tagOf = ({ path }: KnownOperation): string => path.split('/')[1] ?? '';

function parametersIn(
  place: 'path' | 'query',
  { properties = {}, required = [] }: JsonSchema,
  sample: Readonly<Record<string, unknown>>,
): object[] {
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === 'boolean' ? {} : property;
    const example = schema.type === 'integer' ? Number(sample[name]) : sample[name];
    return {
      ...{ name, in: place, required: required.includes(name), description, schema },
      ...(name in sample && { example }),
    };
  });
}

function success(operation: KnownOperation): Record<string, object> {
  const description = operationTexts[operation.name].answerDescription;
  const content = { 'application/json': { schema: reference(answerName(operation.name)) } };
  const answer = { description, ...('answer' in operation && { content }) };
  const continued = {
    ...answer,
    description: 'The change has begun and goes on by itself; show-change tells how far it is.',
  };
  return { [successStatusOf(operation)]: answer, ...('mayContinue' in operation && { 202: continued }) };
}

/** Returns one response per status, which lists every code with this status. */
function refusals(codes: readonly ErrorCode[]): Record<string, object> {
  const byStatus = Object.groupBy(codes, (code) => String(statusOfCode[code]));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, list = []]) => {
      const lines = list.map((code) => `\`${code}\`: ${codeDescriptions[code]}.`);
      return [status, { description: lines.join(' '), content: refusalContent(status) }];
    }),
  );
}

/** Returns the content of a refusal. API Gateway itself checks tokens and counts requests before a function runs. */
function refusalContent(status: string): object {
  const error = reference('Error');
  const schema = ['401', '429'].includes(status) ? { anyOf: [error, reference('GatewayRefusal')] } : error;
  return { 'application/json': { schema } };
}
