import { mutantsOf, type Mutant } from './mutant.ts';

const files = 'backend/src/files';
const attack = 'tests/attack/isolation.spec.ts';

/** Mutants of the rules for what a stranger is shown, told or given of another user's files. */
export const isolationMutants: readonly Mutant[] = [
  ...mutantsOf(`${files}/object-key.ts`, attack, [
    [
      'all users are one',
      '`users/${caller.id}/`',
      '`users/all/`',
      'of another user’s file as of none at all$|names the caller’s own uploads only$|(?<!measure-folder) shows nothing of another user to a cursor',
    ],
    [
      'a path that begins like a key is one',
      'return rootOf(caller) + path;',
      `return path.startsWith('users/') ? path : rootOf(caller) + path;`,
      '(?<!list-files|search-files|measure-folder|create-folder) leads no path out of',
    ],
    [
      'the browser names the prefix',
      'rootOf(caller) + folderWithSlash(folder)',
      `(folder === '' ? rootOf(caller) : folderWithSlash(folder))`,
      '^(?:list-files|search-files|create-folder) leads no path out of',
    ],
  ]),
  ...mutantsOf(`${files}/lists-of-folder.ts`, attack, [
    [
      'what is below a folder is everybody’s',
      'files.listDeep({ prefix, limit,',
      `files.listDeep({ prefix: 'users/', limit,`,
      'has nothing of another user, at any depth$',
    ],
  ]),
  ...mutantsOf('backend/src/s3/session-policy.ts', 'tests/attack/scoped-credentials.spec.ts', [
    [
      'a session is good for everybody’s files',
      'users/${callerId}/*',
      'users/*',
      'the caller’s (?:files|uploads) and nobody else’s$|signs a stranger’s key, and S3 refuses the URL all the same$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/s3/store/upload-records.ts', attack, [
    [
      'an upload is found by its id alone',
      `'SELECT * FROM upload WHERE bucket = ? AND key = ? AND upload_id = ?'`,
      `'SELECT * FROM upload WHERE bucket = ? AND ? IS NOT NULL AND upload_id = ?'`,
      'tells a stranger the same of another user’s upload as of none at all$',
    ],
  ]),
  ...mutantsOf(`${files}/list-cursor.ts`, attack, [
    [
      'a cursor is good for everybody',
      'if (cursor.length <= markLength || !cursor.startsWith(markOf(list))) return undefined;',
      '',
      'takes no cursor of another user$',
    ],
  ]),
  ...mutantsOf(`${files}/list-cursor.ts`, attack, [
    [
      'a cursor that is none is our fault',
      `new CodedError('invalid-request', 'Is not a cursor of this list: start again without a cursor.', {`,
      `new CodedError('internal', '', {`,
      'takes no cursor that nobody gave',
    ],
  ]),
];
