import { mutantsOf, type Mutant } from './mutant.ts';

const changes = 'backend/src/changes';
const copies = `${changes}/copies`;
const s3 = 'backend/src/s3';

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
      'notes.of(file.key));',
      'found.some(({ key }) => key === file.key) ? notes.of(file.key) : undefined);',
      'is there once when the call breaks off before its copy is removed$',
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
