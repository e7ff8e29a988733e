import { mutantsOf, type Mutant } from './mutant.ts';

const changes = 'frontend/src/app/changes';

/** Mutants of what the page does when a person renames, moves, copies, pastes and drags. */
export const organiseMutants: readonly Mutant[] = [
  ...mutantsOf(`${changes}/file-moves.ts`, `${changes}/file-moves.spec.ts`, [
    [
      'the lists of the next person hear of a rename',
      'if (!isMine() || !ended) return;',
      'if (!ended) return;',
      'tells the lists of the next person nothing$',
    ],
    [
      'a refused rename keeps its new name',
      'if (!isWhole(ended))',
      'if (false)',
      'shows the old name again after|shows the old name again when the answer is lost',
    ],
    [
      'what stays is taken out of the lists',
      'announceDeleted(withoutFailed(paths, ended))',
      'announceDeleted(paths)',
      'shows a folder again of which something stays$',
    ],
    [
      'more is done with a file before it has its name',
      'if (!this.#fresh.isWaitingFor(entries)) return',
      'if (true) return',
      'waits for a rename before it does more with the file',
    ],
  ]),
  ...mutantsOf(`${changes}/new-path.ts`, `${changes}/file-moves.spec.ts`, [
    [
      'a file is moved in whatever version',
      'etag: entry.etag, to',
      `etag: '"x"', to`,
      'sends one request with the ETag',
    ],
    [
      'a folder is moved into itself',
      `kind === 'file' || !folder.startsWith(path)`,
      'true',
      'leaves alone what is there already',
    ],
  ]),
  ...mutantsOf(`${changes}/file-clipboard.ts`, `${changes}/file-clipboard.spec.ts`, [
    [
      'the next person pastes what was cut',
      'inject(PageOwner).follow(() => this.#held.set(undefined));',
      'inject(PageOwner);',
      'leaves the next person nothing to paste$',
    ],
  ]),
  ...mutantsOf(`${changes}/drag/moving-drag.ts`, `${changes}/drag/moving-drag.spec.ts`, [
    [
      'a drag outlives its person',
      'inject(PageOwner).follow(() => this.end());',
      'inject(PageOwner);',
      'is over when the page passes to somebody else$',
    ],
    [
      'names of files leave the page with a drag',
      `setData(dataType, '')`,
      'setData(dataType, entries.map(({ path }) => path).join())',
      'tells other windows nothing about the files$',
    ],
  ]),
];
