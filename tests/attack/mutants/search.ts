import { mutantsOf, type Mutant } from './mutant.ts';

const files = 'backend/src/files';
const spec = `${files}/search-in-calls.spec.ts`;
const each = '^any search answers each file and folder once';

/** Mutants of the rules that let a search find everything once, in answers that may be given. */
export const searchMutants: readonly Mutant[] = [
  ...mutantsOf(`${files}/search-files.ts`, spec, [
    [
      'a cursor is good for every text',
      `'search', ...searchWords(text)`,
      `'search'`,
      'refuses a cursor of another text',
    ],
    ['a folder is found in every call', '.filter((found) => !isFoundBefore(found, gaps))', '', each],
  ]),
  ...mutantsOf(`${files}/search-tally.ts`, spec, [
    [
      'a search may answer any number of bytes',
      'this.#bytes < maxFoundBytes',
      'this.#bytes >= 0',
      'stays below what Lambda',
    ],
    ['an answer may have any length', 'this.#count < maxFound &&', '', 'answers at most 1,000 files at once'],
  ]),
  ...mutantsOf(`${files}/scan/key-range.ts`, spec, [
    ['a file whose name was guessed is lost', '`${point}\\0`', 'point', 'finds files that have the names of guesses'],
  ]),
  ...mutantsOf(`${files}/scan/scan.ts`, spec, [
    [
      'half a search is answered when the store fails',
      'this.#done.reject(error);',
      'this.#done.resolve(undefined);',
      'says nothing when one of its pages cannot be listed',
    ],
  ]),
  ...mutantsOf(`${files}/scan/scan-cursor.ts`, spec, [
    ['a cursor may have any length', '<= maxBytes - maxFirstKeyBytes', '>= 0', 'ends with cursors that are allowed'],
    [
      'a cursor that was not given is everything',
      'if (gaps === undefined) throw badCursor();',
      '',
      'refuses every cursor',
    ],
  ]),
];
