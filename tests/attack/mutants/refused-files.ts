import { mutantsOf, type Mutant } from './mutant.ts';

const changes = 'backend/src/changes';
const copies = `${changes}/copies`;
const s3 = 'backend/src/s3';
const onlyCopied = `${changes}/only-copied.spec.ts`;

/** Mutants of the rules that name what S3 does not give out or remove, and let the others be done. */
export const refusedFileMutants: readonly Mutant[] = [
  ...mutantsOf(`${s3}/why-not-copied.ts`, `${s3}/s3-copy-store.spec.ts`, [
    [
      'a fault of ours counts as gone',
      'if (status === 400 || status === 403) throw error;',
      '',
      'that S3 finds wrong, although both files are as they should be, is a fault of ours$',
    ],
    [
      'an archived file breaks the whole slice',
      "if (isRefusalCode(code)) return { kind: 'source-refused' };",
      '',
      'of a file that is .* is refused$|of a file that S3 does not give out',
    ],
    [
      'an encrypted file breaks the whole slice',
      "if (source === 'refused') return { kind: 'source-refused' };",
      '',
      'of a file that S3 does not even describe is refused',
    ],
    [
      'a file that S3 does not describe is no file',
      '(await describeOrRefused(files, to)) !== undefined;',
      "![undefined, 'refused'].includes((await describeOrRefused(files, to)) as undefined);",
      'to the name of a file that S3 does not describe finds the name taken$',
    ],
  ]),
  ...mutantsOf(`${copies}/copying-action.ts`, `${changes}/refused-files.spec.ts`, [
    [
      'a file that S3 does not delete is there twice',
      'return afterRefusal(needs, file);',
      "return 'done';",
      'stays where it is when it is moved: its copy is removed$',
    ],
    [
      'a moved file is gone when S3 refuses to delete its old name once more',
      "there === 'refused' || there?.etag === file.version ? 'storage-refused' : afterChange(needs, file)",
      "'storage-refused' as const",
      'stays moved when the store refuses only a call that comes after it was deleted$',
    ],
    [
      'a copy that was to be removed stays after a call that broke off',
      'withoutCopies(needs, slice.files, notes)',
      'withoutCopies(needs, copied, notes)',
      'is there once when the call breaks off before its copy is removed$',
    ],
  ]),
  ...mutantsOf(`${copies}/without-copies.ts`, onlyCopied, [
    [
      'a file that may be somebody’s is removed as a copy',
      '({ isFound }) => !isFound',
      '() => true',
      'is not removed, and named, when the file that was to be moved',
    ],
    [
      'a file is at both names, and nobody is told',
      "(await isThere(files, it)) ? 'only-copied' : it.code",
      'it.code',
      'says that the file is at both names$|says so as well when it is repeated$',
    ],
    [
      'a copy that is gone is said to be there',
      'mayBeThere && (await isThere(files, it))',
      'mayBeThere',
      'says that the file stays when the copy was removed by a call before this one$',
    ],
  ]),
  ...mutantsOf(`${copies}/copy-slice.ts`, onlyCopied, [
    [
      'a call takes back a file that it only found',
      'isFound !== true && ',
      '',
      'is not taken back by a call that finds other notes$',
    ],
  ]),
  ...mutantsOf(`${copies}/copy-one.ts`, onlyCopied, [
    [
      'a copy that S3 does not describe breaks its slice',
      'const there = await describeOrRefused(files, key);',
      'const there = (await files.describe(key)) as StoredFile | undefined;',
      'of a file without a checksum is removed, named, and the others are moved$',
    ],
    [
      'a wrong copy that S3 keeps is not named',
      "outcome === 'refused' ? 'only-copied' : 'checksum-mismatch'",
      "'checksum-mismatch'",
      'says so of a copy that has other bytes$',
    ],
  ]),
  ...mutantsOf(`${copies}/plan-copies.ts`, `${changes}/refused-files.spec.ts`, [
    [
      'a file that S3 does not describe breaks its folder',
      'const found = await describeOrRefused(needs.files, key);',
      'const found = await needs.files.describe(key) as StoredFile | undefined;',
      'describe\\) is named, and the others of its folder|is named when it is asked for by its name$',
    ],
  ]),
  ...mutantsOf(`${changes}/remove-versions.ts`, `${changes}/refused-files.spec.ts`, [
    [
      'a locked version is tried for ever',
      "isRefused === true ? 'storage-refused' : 'unavailable'",
      "'unavailable'",
      'keeps its file (?:in the trash|from being restored), named',
    ],
  ]),
];
