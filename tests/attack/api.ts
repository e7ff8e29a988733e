import * as contract from '@airlock/contract';
import { errorBody, operations as table, type ErrorBody, type Operation } from '@airlock/contract';
import * as v from 'valibot';
import { jsonSchema } from '@airlock/contract/openapi/json-schema.ts';
import { operationTexts } from '@airlock/contract/openapi/texts/index.ts';

import { raw, type Answer } from './request.ts';

export type { Operation };
/** Every operation of the contract. A new operation is attacked as soon as it is in the table. */
export const operations: readonly Operation[] = table;

/** Returns the operation of the contract with this name. */
export function operationNamed(wanted: string): Operation {
  const operation = operations.find(({ name }) => name === wanted);
  if (!operation) throw new Error(`The contract has no operation "${wanted}".`);
  return operation;
}

/** An input of an operation. It is in the path, in the query of GET and DELETE, or in the JSON body of POST. */
export interface Field {
  readonly name: string;
  readonly place: 'path' | 'query' | 'body';
  readonly isRequired: boolean;
  /**
   * Name of the schema in the contract that checks the input. The schema `path` also checks inputs with other names.
   */
  readonly schema: string;
  /** Type of the input in the words of JSON Schema. */
  readonly type: string;
}

export type Input = Readonly<Record<string, unknown>>;

/**
 * Returns the inputs of an operation as the contract defines them. A new input is attacked as soon as it is defined.
 */
export function fieldsOf({ request, path, method }: Operation): readonly Field[] {
  const { properties = {}, required = [] } = jsonSchema(request);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    place: path.includes(`{${name}}`) ? 'path' : method === 'POST' ? 'body' : 'query',
    isRequired: required.includes(name),
    schema: schemaName(request, name),
    type: typeof property === 'object' && typeof property.type === 'string' ? property.type : 'string',
  }));
}

const requestShape = v.object({ entries: v.record(v.string(), v.unknown()) });
const optionalShape = v.object({ type: v.literal('optional'), wrapped: v.unknown() });

function schemaName(request: Operation['request'], name: string): string {
  const entry = v.parse(requestShape, request).entries[name];
  const schema = v.is(optionalShape, entry) ? entry.wrapped : entry;
  return Object.entries(contract).find(([, exported]) => exported === schema)?.[0] ?? name;
}

/** Content of the file that the good input of an upload describes with its size and checksum. */
export const goodBody = 'x';
const itsChecksum = 'Lb1nAmRU5LE=';

/** Good values by the name of the input: the examples of the contract, except where the suite needs other values. */
const goodValues: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(Object.values(operationTexts).flatMap((it) => Object.entries<unknown>(it.requestExample))),
  path: 'folder/file.txt',
  folder: 'folder',
  sizeBytes: goodBody.length,
  contentType: 'text/plain',
  crc64nvme: itsChecksum,
  replaces: '"900150983cd24fb0d6963f7d28e17f72"',
  disposition: 'attachment',
  deep: 'true',
  limit: '10',
  // These values are well-formed, but the API has never given them to anybody.
  cursor: 'A'.repeat(30),
  uploadId: 'AnUploadThatIsNotThere',
  versionId: 'AVersionThatIsNotThere0000000000',
  changeId: '0u1xq3z8k-5f8f0f7e6d1c4f0e',
  change: '0u1xq3z8k-5f8f0f7e6d1c4f0e',
  parts: [{ partNumber: 1, crc64nvme: itsChecksum }],
};

/** The fields that list what an operation acts on: one entry per file. */
export const listFields: ReadonlySet<string> = new Set(['items', 'files']);

/** Good items by the name of the operation: each changes, stores or reads a file in its own way. */
const goodItems: Readonly<Record<string, (path: string) => Input>> = {
  'delete-files': (path) => ({ path, etag: goodValues['replaces'] }),
  'restore-files': (path) => ({ path }),
  'purge-files': (path) => ({ path, versionId: goodValues['versionId'] }),
  'move-files': (path) => ({ path, etag: goodValues['replaces'], to: 'moved/file.txt' }),
  'copy-files': (path) => ({ path, etag: goodValues['replaces'], to: 'copied/file.txt' }),
  'presign-put-batch': (path) => ({
    path,
    ...{ sizeBytes: goodBody.length, contentType: goodValues['contentType'], crc64nvme: itsChecksum },
  }),
  'presign-get-batch': (path) => ({ path }),
};

/** Returns an item of an operation that takes a list of files, for the file at this path. */
export function goodItem({ name }: Operation, path: string): Input {
  const item = goodItems[name]?.(path);
  if (item === undefined) throw new Error(`tests/attack/api.ts has no good item of ${name}.`);
  return item;
}

/**
 * Returns an input with all required fields, and with items where the operation takes items. It is good as far as this
 * can be seen without asking S3.
 */
export function goodInput(operation: Operation): Input {
  const needed = fieldsOf(operation).filter(({ isRequired, name }) => isRequired || listFields.has(name));
  return Object.fromEntries(needed.map(({ name }) => [name, goodValue(operation, name)]));
}

export function goodValue(operation: Operation, name: string): unknown {
  if (listFields.has(name)) return [goodItem(operation, String(goodValues['path']))];
  if (!(name in goodValues))
    throw new Error(`The contract has no example of "${name}", and tests/attack/api.ts has no good value.`);
  return goodValues[name];
}

export interface ApiRequest {
  readonly apiUrl: string;
  readonly token: string;
}

/** Sends an operation with exactly this input, whether it is good or not. */
export function callOperation(to: ApiRequest, operation: Operation, input: Input): Promise<Answer> {
  const { path, query, body } = placed(operation, input);
  return raw({
    method: operation.method,
    url: `${to.apiUrl}${path}${query}`,
    headers: [
      ['authorization', `Bearer ${to.token}`],
      ['content-type', 'application/json'],
    ],
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/**
 * Returns path, query and body of a request with each input where the contract puts it. Inputs that the contract does
 * not know go into the query or the body.
 */
export function placed({ method, path }: Operation, input: Input) {
  const entries = Object.entries(input);
  const isInPath = (name: string): boolean => path.includes(`{${name}}`);
  const rest = entries.filter(([name]) => !isInPath(name));
  const filled = entries
    .filter(([name]) => isInPath(name))
    .reduce((soFar, [name, value]) => soFar.replace(`{${name}}`, encoded(textOf(value))), path);
  if (method === 'POST') return { path: filled, query: '', body: Object.fromEntries(rest) };
  const pairs = rest.flatMap(([name, value]) =>
    [value].flat().map((one) => `${encoded(name)}=${encoded(textOf(one))}`),
  );
  return { path: filled, query: pairs.length > 0 ? `?${pairs.join('&')}` : '', body: undefined };
}

/**
 * Encodes text for a URL. Half of a surrogate pair cannot be encoded: it becomes U+FFFD, like bytes that are not UTF-8.
 */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Returns the error in an answer, as the contract defines errors. Throws when the answer is anything else. */
export function refusal(answer: Answer): ErrorBody {
  return v.parse(errorBody, JSON.parse(answer.text));
}

/** What no answer may contain, whatever went wrong: internal details of the product, of Node or of AWS. */
export const insides =
  /arn:aws|users\/[0-9a-f]{8}-|AKIA|ASIA|-files-\d{12}|amazonaws\.com|\bat .+\.m?[jt]s|node_modules|\/build\/|SyntaxError|TypeError|<Code>|eyJ/;
