import type { JsonSchema } from '@valibot/to-json-schema';

import {
  change,
  errorBody,
  failedItem,
  fileToDownload,
  fileToUpload,
  fileVersion,
  listedFile,
  listedFolder,
  operations,
  partToSign,
  refusedFile,
  resourceName,
  signedDownload,
  signedPart,
  signedUpload,
  storedPart,
  trashedFile,
  undoRequest,
  unfinishedUpload,
} from '../src/index.ts';
import { jsonSchema, type NamedSchemas } from './json-schema.ts';
import { operationTexts } from './texts/index.ts';

/** Schemas of values inside requests and answers, by the names of their types in a generated client. */
const named: NamedSchemas = {
  Change: change,
  FailedItem: failedItem,
  FileToDownload: fileToDownload,
  FileToUpload: fileToUpload,
  FileVersion: fileVersion,
  ListedFile: listedFile,
  ListedFolder: listedFolder,
  PartToSign: partToSign,
  RefusedFile: refusedFile,
  SignedDownload: signedDownload,
  SignedPart: signedPart,
  SignedUpload: signedUpload,
  StoredPart: storedPart,
  TrashedFile: trashedFile,
  UndoRequest: undoRequest,
  UnfinishedUpload: unfinishedUpload,
};

export const requestName = (name: string): string => `${resourceName(name)}Request`;
export const answerName = (name: string): string => `${resourceName(name)}Answer`;
export const reference = (component: string): object => ({ $ref: `#/components/schemas/${component}` });

/** Returns every schema that the API uses by name: bodies, answers, the values in them, and errors. */
export function componentSchemas(): Record<string, object> {
  return {
    Error: { ...jsonSchema(errorBody), examples: [errorExample] },
    GatewayRefusal: {
      type: 'object',
      description: 'What API Gateway itself answers before any function runs.',
      properties: { message: { type: 'string' } },
      required: ['message'],
      examples: [{ message: 'Unauthorized' }],
    },
    ...Object.fromEntries(operations.flatMap(schemasOf)),
    ...Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, jsonSchema(schema, without(name))])),
  };
}

const errorExample = {
  code: 'invalid-path',
  message: 'The path contains "." or "..".',
  requestId: '5f3c8a52-8f0f-4a0e-9d59-1d7ef1e9f5a1',
  field: 'path',
};

/** Returns the other named schemas. A schema is written out under its own name and referred to everywhere else. */
const without = (name: string): NamedSchemas => Object.fromEntries(Object.entries(named).filter(([it]) => it !== name));

function schemasOf(operation: (typeof operations)[number]): (readonly [name: string, schema: object])[] {
  const { name } = operation;
  const { requestExample, answerExample, properties } = operationTexts[name];
  const { rest } = splitRequest(operation);
  const body = Object.fromEntries(Object.entries(requestExample).filter(([it]) => it in (rest.properties ?? {})));
  return [
    ...(operation.method === 'POST' ? [[requestName(name), { ...rest, examples: [body] }] as const] : []),
    ...('answer' in operation
      ? [[answerName(name), { ...jsonSchema(operation.answer, named, properties), examples: [answerExample] }] as const]
      : []),
  ];
}

/** Splits the schema of a request into the properties of the path and those of the body or query. */
export function splitRequest({ name, path, request }: (typeof operations)[number]): {
  inPath: JsonSchema;
  rest: JsonSchema;
} {
  const schema = jsonSchema(request, named, operationTexts[name].properties);
  const isInPath = (property: string) => path.includes(`{${property}}`);
  const part = (isWanted: (property: string) => boolean): JsonSchema => ({
    ...schema,
    properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([it]) => isWanted(it))),
    required: (schema.required ?? []).filter(isWanted),
  });
  return { inPath: part(isInPath), rest: part((property) => !isInPath(property)) };
}
