import { takes } from './fields.ts';
import { mutantsOf, type Mutant } from './mutant.ts';

const attack = 'tests/attack/hostile-values.spec.ts';

/** Mutants of the bounds of what moves, copies, searches and new folders take. */
export const organiseFieldMutants: readonly Mutant[] = [
  ...mutantsOf('packages/contract/src/search-files.ts', attack, [
    [
      'nothing can be searched for',
      'searchWords(text).length > 0',
      'searchWords(text).length < 0',
      'takes the good input of search-files$',
    ],
    ['nothing is searched for', 'searchWords(text).length > 0', `text !== '-'`, takes('search-files', 'text')],
  ]),
  ...mutantsOf('packages/contract/src/move-files.ts', attack, [
    [
      'a conflict may end in any way',
      `v.picklist(['fail', 'keep-both'], 'Must be "fail" or "keep-both".')`,
      'v.string()',
      takes('move-files|copy-files', 'onConflict'),
    ],
  ]),
  ...mutantsOf('packages/contract/src/fields.ts', attack, [
    [
      'a folder that is made may have any name',
      `(value) => newFolderProblem(value) === undefined,`,
      `(value) => typeof value === 'string',`,
      takes('create-folder', 'path'),
    ],
    [
      'a folder that is made must have a problem',
      `(value) => newFolderProblem(value) === undefined,`,
      `(value) => newFolderProblem(value) !== undefined,`,
      'takes the good input of create-folder$',
    ],
    [
      'a folder must have a problem',
      `(value) => value === '' || storedPathProblem(folderWithSlash(value)) === undefined,`,
      `(value) => value !== '' && storedPathProblem(folderWithSlash(value)) !== undefined,`,
      'takes the good input of measure-folder$',
    ],
  ]),
];
