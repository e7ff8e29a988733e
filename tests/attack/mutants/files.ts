import { mutantsOf, type Mutant } from './mutant.ts';

const files = 'backend/src/files';

/** Mutants of the rules for whose file it is and how it is shown. */
export const fileMutants: readonly Mutant[] = [
  ...mutantsOf(`${files}/object-key.ts`, `${files}/object-key.spec.ts`, [
    ['everybody has the same prefix', '`users/${caller.id}/`', '`users/all/`'],
    ['the path is the key', 'return rootOf(caller) + path;', 'return path;'],
    ['a folder is whatever begins like it', 'folderWithSlash(folder)', 'folder'],
  ]),
  ...mutantsOf(`${files}/list-files.ts`, `${files}/list-files.spec.ts`, [
    ['a bad cursor is none', 'if (cursor !== undefined && from === undefined) throw badCursor();', ''],
    ['a folder that is not there is empty', `folder !== '' && from`, `folder === '' && from`, 'there is no folder'],
  ]),
  ...mutantsOf(`${files}/lists-of-folder.ts`, `${files}/list-files-deep.spec.ts`, [
    [
      'a deep list has the files of everybody',
      'files.listDeep({ prefix, limit,',
      `files.listDeep({ prefix: 'users/', limit,`,
      'of the top folder has everything of the caller, and nothing of others$',
    ],
    [
      'a deep list takes the cursor of a flat one',
      `name: JSON.stringify([prefix, 'deep'])`,
      'name: prefix',
      'is none of the other kind of list, even where its place would be one$',
    ],
    [
      'a deep list begins at any text',
      `if (!place.startsWith('/') || Buffer.byteLength(key) > maxKeyBytes) throw new BadListPosition();`,
      '',
      'is none with a place',
    ],
  ]),
  ...mutantsOf(`${files}/long-page.ts`, `${files}/list-files.spec.ts`, [
    ['a page may become too large', 'bytesOf(page) <= maxBytes', 'bytesOf(page) > 0', 'stays below'],
    ['pages are added up to any size', 'bytes < maxBytes', 'bytes >= 0', 'stays below'],
  ]),
  ...mutantsOf(`${files}/list-cursor.ts`, `${files}/list-files.spec.ts`, [
    ['a cursor of another user will do', ' || !cursor.startsWith(markOf(list))', ''],
  ]),
  ...mutantsOf(`${files}/presign-get.ts`, `${files}/presign-get.spec.ts`, [
    [
      'HTML is shown in place',
      `disposition === 'inline' && inlineTypes.has(type)`,
      `disposition === 'inline'`,
      'never shows',
    ],
    ['a browser is sent to another object', `part === '.' || part === '..'`, `part === ''`, 'refuses "'],
    ['SVG is shown in place', `'image/avif'],`, `'image/avif', 'image/svg+xml'],`],
    ['a download is decoded', `contentEncoding: 'identity'`, `contentEncoding: 'gzip'`],
    ['a download may be kept by others', `'private, no-store'`, `'public, max-age=60'`],
  ]),
  ...mutantsOf(`${files}/create-folder.ts`, `${files}/create-folder.spec.ts`, [
    ['a folder is made where one is', 'below.files.length > 0', 'below.files.length < 0', 'of an empty folder'],
    ['a folder is made beside a file of its name', 'file !== undefined', 'file === null', 'of a file'],
    [
      'whoever is slower takes the folder',
      '!(await files.createMarker(key))',
      '(await files.createMarker(key), false)',
      'somebody took',
    ],
  ]),
  ...mutantsOf('backend/src/s3/s3-file-store.ts', 'backend/src/s3/s3-file-store.spec.ts', [
    ['a folder is stored over another', `...marker, IfNoneMatch: '*'`, '...marker', 'stores the marker'],
  ]),
  ...mutantsOf(`${files}/content-disposition.ts`, `${files}/content-disposition.spec.ts`, [
    ['the real name is left out', '; filename*=${encodeExtended(fileName)}', '', 'names'],
    ['a quote ends the name', `.replace(/["\\\\%]/g, '_')`, ''],
    ['any character is in the ASCII name', `.replace(/[^\\x20-\\x7e]/gu, '_')`, ''],
    ['the extended name is not encoded', '${encodeExtended(fileName)}', "UTF-8''${fileName}"],
  ]),
  ...mutantsOf(`${files}/presign-put.ts`, `${files}/presign-put.spec.ts`, [
    [
      'a file of any size is signed',
      'refuseTooLarge(sizeBytes, maxFileBytes);',
      '',
      'refuses a file that is larger than the installation allows$',
    ],
    ['one request may store any size', 'sizeBytes > maxSinglePutBytes', 'sizeBytes < 0'],
  ]),
  ...mutantsOf(`${files}/write-condition.ts`, `${files}/presign-put.spec.ts`, [
    ['a replacement creates', `{ kind: 'replace', etag: replaces }`, `{ kind: 'create' }`],
  ]),
];
