import { mutantsOf, type Mutant } from './mutant.ts';

const disk = 'frontend/src/app/download/disk';
const spec = `${disk}/disk-content.spec.ts`;
const refusalsSpec = `${disk}/disk-refusals.spec.ts`;

/** Mutants of what keeps the files on a person's disk whole, and those that were there before or come meanwhile. */
export const diskMutants: readonly Mutant[] = [
  ...mutantsOf(`${disk}/is-same-file.ts`, spec, [
    [
      'a file on the disk of the same size is not compared',
      'return checksum === crc64nvme;',
      'return true;',
      'overwrites no other file, also not one of the same size$',
    ],
  ]),
  ...mutantsOf(`${disk}/disk-folder.ts`, spec, [
    [
      'another file on the disk is overwritten',
      'there.size === 0',
      'there.size >= 0',
      'overwrites no other file, also not one of the same size$',
    ],
    [
      'two files of a download to a folder are written to one',
      'if (!this.#claim(candidate)) continue;',
      'this.#claim(candidate);',
      'overwrites no other file, also not one of the same size$',
    ],
    [
      'two files are written to names that only capitals tell apart',
      'const same = folded(path);',
      'const same = path;',
      'writes no two files to names that only capitals tell apart',
    ],
    [
      'what somebody writes under the name of a download is overwritten',
      'if (await isTaken(file)) throw',
      'if (false) throw',
      'leaves what somebody else writes under the name meanwhile',
    ],
    [
      'what somebody writes under the name of a download is removed',
      'if (!(await isTaken(file))) await',
      'await',
      'leaves what somebody else writes under the name meanwhile',
    ],
    [
      'a file on the disk that is not whole keeps its name',
      'await folder.removeEntry(name).catch(() => undefined);',
      '',
      'leaves nothing of a file whose bytes are wrong twice',
    ],
  ]),
  ...mutantsOf(`${disk}/disk-folder.ts`, refusalsSpec, [
    [
      'a folder that the disk refused once is never asked for again',
      'made.catch(() => this.#folders.delete(path));',
      'made.catch(() => undefined);',
      'asks again for a folder that the disk refused to make once$',
    ],
  ]),
  ...mutantsOf(`${disk}/disk-files.ts`, refusalsSpec, [
    [
      'a file that the disk refuses keeps its connection',
      "if (read.kind === 'stream') read.close();",
      '',
      'leaves no connection with the rest of a large file that it does not write$',
    ],
    [
      'a disk that takes no file at all passes for one that refuses each file alone',
      'await onDisk(() => this.#disk.tryToWrite(), this.#signal);',
      '',
      'fetches not all files in vain when the disk takes none any more$',
    ],
    [
      'one file that cannot be written ends a download to a folder',
      'if (!mayBeOfOneFile(error)) throw error;',
      'throw error;',
      'names a file of which the disk alone refuses',
    ],
  ]),
];
