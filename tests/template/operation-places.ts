import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { methodName, resourceName, type Operation, type OperationName } from '@airlock/contract';
import { operationTexts } from '@airlock/contract/openapi/texts/index.ts';
import { readTemplate } from '@airlock/template';

import { granted } from './checks/functions.ts';
import { triggerFunctions } from './checks/triggers.ts';

/** Describes a place of the checkout that has an entry for every operation. */
export interface Place {
  /** Names the place for somebody who has to add the entry. */
  readonly name: string;
  /** Returns the entry that an operation has there. */
  readonly entryOf: (operation: NamedOperation) => string;
  /** Entries that the place has. */
  readonly entries: readonly string[];
  /** Whether the place may have other entries than those of operations. */
  readonly hasOthers?: boolean;
}

export type NamedOperation = Operation & { readonly name: OperationName };

const root = join(import.meta.dirname, '../..');
const template = readTemplate(join(root, 'template.yaml'), {
  stackName: 'airlock',
  region: 'eu-central-1',
  accountId: '123456789012',
});

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = (folder: string): string[] => readdirSync(join(root, folder)).filter((it) => /\.tsx?$/.test(it));
const withoutSpecs = (folder: string): string[] => sources(folder).filter((it) => !it.endsWith('.spec.ts'));
const found = (file: string, pattern: RegExp): string[] => [...read(file).matchAll(pattern)].map(([, it = '']) => it);

/** Folders with rules: all folders of backend/src except those that surround the rules. */
const ruleFolders = readdirSync(join(root, 'backend/src'), { withFileTypes: true })
  .filter((it) => it.isDirectory() && !['cognito', 'handlers', 'http', 's3', 'testing'].includes(it.name))
  .map(({ name }) => `backend/src/${name}`);

/** Functions that the user pool calls are no operations. */
const isCalledByPool = (functionId: string): boolean => triggerFunctions.some((name) => name === functionId);
const functions = template.functions.filter(({ logicalId }) => !isCalledByPool(logicalId));

/** Their handlers: `custom-message.handler` is in custom-message.ts. */
const triggerFiles = template.functions
  .filter(({ logicalId }) => isCalledByPool(logicalId))
  .map(({ handler }) => handler.replace(/handler$/, 'ts'));

const fileOf = ({ name }: Operation): string => `${name}.ts`;
const idOf = ({ name }: Operation): string => resourceName(name);

const inCode: readonly Place[] = [
  {
    name: 'packages/contract/src',
    entryOf: fileOf,
    entries: withoutSpecs('packages/contract/src').filter((file) =>
      read(`packages/contract/src/${file}`).includes(`export const ${methodName(file.replace('.ts', ''))}Request = `),
    ),
  },
  { name: 'packages/contract/openapi/texts', entryOf: ({ name }) => name, entries: Object.keys(operationTexts) },
  {
    name: 'backend/src/handlers',
    entryOf: fileOf,
    entries: withoutSpecs('backend/src/handlers').filter((file) => !triggerFiles.includes(file)),
  },
  {
    name: 'a rule in a folder of backend/src',
    entryOf: fileOf,
    entries: ruleFolders.flatMap(withoutSpecs),
    hasOthers: true,
  },
  {
    name: 'a spec of the rule, beside it',
    entryOf: ({ name }) => `import of ./${name}.ts`,
    entries: ruleFolders
      .flatMap((folder) => sources(folder).map((file) => `${folder}/${file}`))
      .filter((file) => file.endsWith('.spec.ts'))
      .flatMap((file) => found(file, /^import .* from '(\.\/[\w-]+\.ts)'/gm))
      .map((file) => `import of ${file}`),
    hasOthers: true,
  },
  { name: 'granted of tests/template/checks/functions.ts', entryOf: idOf, entries: Object.keys(granted) },
];

const rolesOfLambda = template
  .ofType('AWS::IAM::Role')
  .filter(({ properties }) => JSON.stringify(properties.value).includes('lambda.amazonaws.com'))
  .filter(({ logicalId }) => !isCalledByPool(logicalId.replace(/Role$/, '')));

const inTemplate: readonly Place[] = [
  {
    name: 'a function in template.yaml',
    entryOf: (operation) => `${idOf(operation)} with the handler ${operation.name}.handler`,
    entries: functions.map(({ logicalId, handler }) => `${logicalId} with the handler ${handler}`),
  },
  {
    name: 'a route in template.yaml',
    entryOf: (operation) => `${operation.method} ${operation.path} of ${idOf(operation)}`,
    entries: template.routes.map(({ method, path, functionId }) => `${method} ${path} of ${functionId}`),
  },
  {
    name: 'a role in template.yaml',
    entryOf: (operation) => `${idOf(operation)}Role`,
    entries: rolesOfLambda.map(({ logicalId }) => logicalId),
  },
  {
    name: 'the Role of the function in template.yaml',
    entryOf: (operation) => `${idOf(operation)} has ${idOf(operation)}Role`,
    entries: functions.map(({ logicalId, roleId }) => `${logicalId} has ${roleId}`),
  },
];

const generated: readonly Place[] = [
  {
    name: 'events (npm run openapi)',
    entryOf: ({ name }) => `${name}.json`,
    entries: readdirSync(join(root, 'events')).filter((it) => it.endsWith('.json')),
  },
  {
    name: 'docs/openapi.yaml (npm run openapi)',
    entryOf: ({ name }) => methodName(name),
    entries: found('docs/openapi.yaml', /operationId: (\w+)/g),
  },
  {
    name: 'docs/permissions.md (npm run permissions)',
    entryOf: idOf,
    // The page has a table for each bucket.
    entries: [...new Set(found('docs/permissions.md', /^\| `(\w+)` \|/gm))],
  },
];

/** Every place that must have an entry for every operation of the table. */
export const places: readonly Place[] = [...inCode, ...inTemplate, ...generated];

/** Returns a sentence for each place that lacks the operation. */
export function missing(operation: NamedOperation, from: readonly Place[] = places): string[] {
  return from
    .filter(({ entries, entryOf }) => !entries.includes(entryOf(operation)))
    .map(({ name, entryOf }) => `${name}: ${entryOf(operation)} is missing`);
}

/** Returns the entries of a place that belong to no operation, and those that are there twice. */
export function unexpected({ entries, entryOf, hasOthers }: Place, operations: readonly NamedOperation[]): string[] {
  const known = new Set(operations.map(entryOf));
  return entries.filter((it, index) => hasOthers !== true && (!known.has(it) || entries.indexOf(it) !== index));
}
