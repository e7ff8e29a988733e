import { operations } from '@airlock/contract';

import { mutantsOf, type Mutant } from './mutant.ts';

const attack = 'tests/attack/hostile-values.spec.ts';
/** Returns a regular expression for the tests that show that these operations take no hostile value of a field. */
export const takes = (operations: string, field: string): string =>
  `takes no hostile value of (?:${operations}): ${field}$`;
/** Returns a regular expression for the operations whose request has this field. */
const having = (field: string): string =>
  operations
    .filter(({ request }) => field in request.entries)
    .map(({ name }) => name)
    .join('|');
const writes = having('crc64nvme');
const withSizes = having('sizeBytes');
const withTypes = having('contentType');
const replacing = having('replaces');
const ofUploads = having('uploadId');

/** Mutants of the bounds of each field of the contract, one by one. */
export const fieldMutants: readonly Mutant[] = [
  ...mutantsOf('packages/contract/src/fields.ts', attack, [
    [
      'paths are not looked at',
      `(value) => pathProblem(value) === undefined,`,
      `(value) => typeof value === 'string',`,
      takes('presign-put|start-upload|presign-parts|complete-upload', 'path'),
    ],
    [
      'a path must have a problem',
      `(value) => pathProblem(value) === undefined,`,
      `(value) => pathProblem(value) !== undefined,`,
      'takes the good input of (?:presign-put|start-upload|presign-parts|complete-upload|move-files|copy-files)',
    ],
    [
      'a path of a file that is there must have a problem',
      `(value) => storedPathProblem(value) === undefined,`,
      `(value) => storedPathProblem(value) !== undefined,`,
      'takes the good input of (?:presign-get|delete-files|restore-|purge-files|list-versions|list-parts|abort-upload)',
    ],
    [
      'paths of files that are there are not looked at',
      `(value) => storedPathProblem(value) === undefined,`,
      `(value) => typeof value === 'string',`,
      takes('presign-get|list-versions|restore-version|list-parts|abort-upload', 'path'),
    ],
    [
      'folders are not looked at',
      `(value) => value === '' || storedPathProblem(folderWithSlash(value)) === undefined,`,
      `(value) => typeof value === 'string',`,
      takes(having('folder'), 'folder'),
    ],
    [
      'a folder may be as long as a file',
      `(value) => value === '' || storedPathProblem(folderWithSlash(value)) === undefined,`,
      `(value) => value === '' || storedPathProblem(value) === undefined,`,
      takes(having('folder'), 'folder'),
    ],
    [
      'a size may be broken',
      `  v.safeInteger('Must be a whole number.'),\n  v.minValue(0,`,
      `  v.minValue(0,`,
      takes(withSizes, 'sizeBytes'),
    ],
    [
      'a size may be negative',
      `v.minValue(0, 'Must not be negative.')`,
      'v.minValue(-9)',
      takes('presign-put', 'sizeBytes'),
    ],
    [
      'a file may be larger than S3 stores',
      `v.maxValue(maxFileBytes, 'S3 stores at most 48.8 TiB in one file.')`,
      'v.maxValue(Number.MAX_SAFE_INTEGER)',
      takes(withSizes, 'sizeBytes'),
    ],
    ['an id may climb', '(?!\\.{1,2}$)[\\w.~-]', '[\\w.~-]', takes(ofUploads, 'uploadId')],
    ['a version may be of any length', '[\\w.~+/=-]{1,1024}', '[\\w.~+/=-]+', takes(having('versionId'), 'versionId')],
    [
      'the id of a version may climb',
      '(?!\\.{1,2}$)[\\w.~+/=-]',
      '[\\w.~+/=-]',
      takes(having('versionId'), 'versionId'),
    ],
    [
      'a cursor may be anything',
      `v.regex(/^[\\w-]{1,2048}$/, 'Is not a cursor that this API gave.')`,
      'v.regex(/^[^]*$/)',
      takes(having('cursor'), 'cursor'),
    ],
    ['a cursor may be of any length', `/^[\\w-]{1,2048}$/`, `/^[\\w-]+$/`, takes(having('cursor'), 'cursor')],
    ['an id may have a slash', '[\\w.~-]{1,1024}', '[\\w.~/-]{1,1024}', takes(ofUploads, 'uploadId')],
    ['an id may be of any length', '[\\w.~-]{1,1024}', '[\\w.~-]+', takes(ofUploads, 'uploadId')],
    [
      'a part may have no number',
      `v.minValue(1, 'Must be at least 1.')`,
      'v.minValue(0)',
      takes('presign-parts', 'parts'),
    ],
    [
      'a part may have any number',
      'v.maxValue(maxPartCount, `Must be at most ${maxPartCount}.`)',
      'v.maxValue(Number.MAX_SAFE_INTEGER)',
      takes('presign-parts', 'parts'),
    ],
    [
      'a type may be of any length',
      `v.maxLength(255, 'Must be at most 255 characters.')`,
      'v.maxLength(9999)',
      takes(withTypes, 'contentType'),
    ],
    [
      'a type may go on with anything',
      `"[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*"))*$/`,
      `"[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*"))*/`,
      takes(withTypes, 'contentType'),
    ],
    ['a checksum may be of any length', '{10}[AEIMQUYcgkosw048]=$', '*=*$', takes(writes, 'crc64nvme')],
    ['a checksum may have bits too many', '[AEIMQUYcgkosw048]=$', '[A-Za-z0-9+/]=$', takes(writes, 'crc64nvme')],
    [
      'a checksum may have something behind it',
      '[AEIMQUYcgkosw048]=$',
      '[AEIMQUYcgkosw048]=',
      takes(writes, 'crc64nvme'),
    ],
    [
      'an ETag needs no quotes',
      `/^"[0-9a-f]{32}(?:-\\d{1,5})?"$/`,
      `/^"?[0-9a-f]{32}(?:-\\d{1,5})?"?$/`,
      takes(replacing, 'replaces'),
    ],
    [
      'an ETag may be a list',
      `/^"[0-9a-f]{32}(?:-\\d{1,5})?"$/`,
      `/^"[0-9a-f]{32}(?:-\\d{1,5})?"/`,
      takes(replacing, 'replaces'),
    ],
    [
      'an ETag may be weak',
      `/^"[0-9a-f]{32}(?:-\\d{1,5})?"$/`,
      `/^(?:W\\/)?"[0-9a-fA-F]{32}(?:-\\d{1,5})?"$/`,
      takes(replacing, 'replaces'),
    ],
  ]),
  ...mutantsOf('packages/contract/src/presign-parts.ts', attack, [
    ['no part need be named', `v.minLength(1, 'Must name at least one part.'),`, '', takes('presign-parts', 'parts')],
    [
      'any number of parts is signed at once',
      'v.maxLength(maxPartsToSign, `Must name at most ${maxPartsToSign} parts.`),',
      '',
      takes('presign-parts', 'parts'),
    ],
    [
      'a part may have more inputs',
      'partToSign = exactObject({ partNumber, crc64nvme })',
      'partToSign = v.object({ partNumber, crc64nvme })',
      takes('presign-parts', 'parts'),
    ],
  ]),
  ...mutantsOf('packages/contract/src/change.ts', attack, [
    [
      'a change may have no item',
      `    v.minLength(1, 'Must have at least one item.'),\n`,
      '',
      takes(having('items'), 'items'),
    ],
    [
      'a change may have any number of items',
      'v.maxLength(maxChangeItems, `Must have at most ${maxChangeItems} items.`)',
      'v.maxLength(9999)',
      takes(having('items'), 'items'),
    ],
    [
      'a folder may have more inputs',
      'folderItem = exactObject({ folder: storedFolder })',
      'folderItem = v.object({ folder: storedFolder })',
      takes('delete-files|restore-files', 'items'),
    ],
    ['no id is that of a change', '{9}-[0-9a-f]', '{10}-[0-9a-f]', 'takes the good input of (?:show|stop)-change$'],
    [
      'the id of a change may have something behind it',
      '-[0-9a-f]{16}$/',
      '-[0-9a-f]{16}/',
      `${takes(having('change'), 'change')}|${takes(having('changeId'), 'changeId')}`,
    ],
  ]),
  ...mutantsOf('packages/contract/src/presign-get.ts', attack, [
    [
      'any disposition will do',
      `v.picklist(['attachment', 'inline'], 'Must be "attachment" or "inline".')`,
      'v.string()',
      takes('presign-get', 'disposition'),
    ],
  ]),
];
