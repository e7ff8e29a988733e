import { mutantsOf, type Mutant } from './mutant.ts';

const disk = 'frontend/src/app/download/disk';
const spec = `${disk}/disk-content.spec.ts`;

/** Mutants of what keeps the files on a person's disk whole, and those that were there before. */
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
      'a file on the disk that is not whole keeps its name',
      'await folder.removeEntry(name).catch(() => undefined);',
      '',
      'leaves nothing of a file whose bytes are wrong twice',
    ],
  ]),
];
