import { mutantsOf, type Mutant } from './mutant.ts';

const plain = 'frontend/src/app/transfer/archive';
const download = 'frontend/src/app/download';
const service = `${download}/service/archive`;

/** Mutants of what makes an archive whole, honest about what it lacks, and one person's. */
export const archiveMutants: readonly Mutant[] = [
  ...mutantsOf(`${service}/archive-entries.ts`, `${service}/archive-content.spec.ts`, [
    [
      'wrong bytes of a large file are found in an archive',
      'isAbandoned: () => passed.failure !== undefined',
      'isAbandoned: () => false',
      'leaves a large file out whose bytes are wrong twice$',
    ],
    [
      'an archive does not list what it lacks',
      'if (this.#missing.length > 0) {',
      'if (this.#missing.length < 0) {',
      'lists what is missing in the archive and says it',
    ],
    [
      'an archive with bytes that nothing compared is verified',
      'if (!read.isVerified) this.#areVerified = false;',
      '',
      'is not verified when the storage has no checksum of a file$',
    ],
  ]),
  ...mutantsOf(`${service}/entry-reader.ts`, `${service}/archive-content.spec.ts`, [
    [
      'a call that was refused is the fault of its files',
      "  'invalid-path',\n",
      "  'invalid-path',\n  'invalid-request',\n",
      'fails when a call is refused, which is the fault of no file$',
    ],
  ]),
  ...mutantsOf(`${plain}/walk-folder.ts`, `${plain}/walk-folder.spec.ts`, [
    [
      'an archive has the first page of a folder only',
      'page = next && ((await next) ??',
      'page = next && (undefined ??',
      'finds all files, at any depth and on any page',
    ],
    [
      'the last folder of a page is empty whatever comes next',
      'open = next ? folders.slice(-1).filter((folder) => empty.includes(folder) && isAfter(folder, lastFile)) : [];',
      'open = [];',
      'takes a folder for none that is empty when the next page begins with',
    ],
  ]),
  ...mutantsOf(`${plain}/walk-siblings.ts`, `${plain}/walk-siblings.spec.ts`, [
    [
      'an archive has what else is in the folder',
      'if (!this.#wanted.has(folder)) return false;',
      '',
      'finds many folders in the list of the one above, and nothing beside them$',
    ],
    [
      'an archive lacks folders where a list was given up',
      'left = wanted.unseen;',
      'left = [];',
      'lists folders each by itself when most of what is beside them is not wanted',
    ],
    [
      'an archive lacks the rest of a folder that begins on a page of others',
      'this.#isBeside && ',
      '',
      'finds all of the last folder, also when it begins on a page that has little of it$',
    ],
    ['a selected folder that is gone is not named', 'gone: left }', 'gone: [] }', 'names the folders that are gone'],
  ]),
  ...mutantsOf(`${plain}/zip-directory.ts`, `${service}/zip-pieces.spec.ts`, [
    [
      'the directory of an archive names what was abandoned',
      'this.#isKept = !this.#layout.isAbandoned(this.#seenCount);',
      'this.#isKept = true;',
      'has no entry for what was abandoned',
    ],
  ]),
  ...mutantsOf(`${service}/zip-pieces.ts`, `${service}/zip-pieces.spec.ts`, [
    [
      'abandoned bytes have a right checksum',
      '~wrong.getUint32(4, true)',
      'wrong.getUint32(4, true)',
      'has no entry for what was abandoned',
    ],
  ]),
  ...mutantsOf(`${plain}/zip-end.ts`, `${plain}/zip-end.spec.ts`, [
    [
      'an archive of many files has no record of ZIP64',
      'entryCount >= mostCount || ',
      '',
      'has the numbers of .*"entryCount":65535',
    ],
    ['a large archive has no record of ZIP64', 'at >= mostBytes || ', '', 'has the numbers of .*"at":(4294|5368)'],
  ]),
  ...mutantsOf(`${plain}/archive-names.ts`, `${plain}/archive-names.spec.ts`, [
    [
      'a name leads out of an archive',
      ".replaceAll(refusedCharacters, '_')",
      '',
      'leads nowhere out of the archive, whatever the storage has$',
    ],
    [
      'two files of an archive have one name',
      'taken.has(folded(free));',
      'taken.has(free);',
      'gives each file a name of its own, also where systems see no difference$',
    ],
  ]),
  ...mutantsOf(`${download}/download-record.ts`, `${download}/download-record.spec.ts`, [
    [
      'another person goes on with the downloads of a tab',
      'read?.userId === userId ? read.downloads : []',
      'read?.downloads ?? []',
      'is there for the same person only$',
    ],
    [
      'a large selection makes a tab forget its downloads',
      'if (isTooMuch || isForgotten === true)',
      'if (isForgotten === true)',
      'leaves out a selection for which there is no room',
    ],
  ]),
];
