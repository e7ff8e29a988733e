import { mutantsOf, type Mutant } from './mutant.ts';

const changes = 'backend/src/changes';
const copies = `${changes}/copies`;
const s3 = 'backend/src/s3';
const [files, slices, large, conflicts] = ['files', 'slices', 'large', 'large-conflicts'].map(
  (it) => `${changes}/move-${it}.spec.ts`,
) as [string, string, string, string];

const requests: readonly Mutant[] = mutantsOf(`${copies}/check-copy-items.ts`, `${copies}/check-copy-items.spec.ts`, [
  ['a file is moved to where it is', 'if (from === to && !isBeside)', 'if (false)', 'to where it is$'],
  ['a folder is moved into itself', 'if (isInside(to, folders))', 'if (false)', 'a folder into itself$'],
  ['a file is moved twice', 'if (froms.has(from))', 'if (false)', 'one file twice$'],
  [
    'a file is moved beside its folder',
    'if (isInside(from, folders))',
    'if (false)',
    'a file of a folder that is moved$',
  ],
  [
    'a file is moved into the new folder of another item',
    'if (isInside(to, newFolders))',
    'if (false)',
    'into the new folder of another',
  ],
  ['two files get one name', "if (targets.has(to) && onConflict === 'fail')", 'if (false)', 'two files to one name$'],
]);

const names: readonly Mutant[] = [
  ...mutantsOf(`${copies}/copy-requests.ts`, files, [
    [
      'a folder is poured into another one',
      "if (isTaken && !keepsBoth) return refused(item.folder, 'already-exists');",
      '',
      'lets the whole folder fail before anything is moved$',
    ],
  ]),
  ...mutantsOf(`${copies}/free-name.ts`, files, [
    [
      'a number that is taken is given again',
      '!taken.has(withoutSlash(name)) && isFree(name)',
      'isFree(name)',
      'gets the first free number from 2 on before its ending$',
    ],
  ]),
  ...mutantsOf(`${copies}/plan-copies.ts`, files, [
    [
      'a name that is too long stops the whole folder',
      "if (Buffer.byteLength(to) > maxKeyBytes) return 'invalid-path';\n  const found",
      'const found',
      'names a file of a folder whose new name would be too long',
    ],
  ]),
];

const outcomes: readonly Mutant[] = [
  ...mutantsOf(`${copies}/copy-one.ts`, files, [
    [
      'a source goes although its copy differs',
      'if (isEqual) return',
      'if (isEqual || true) return',
      'is removed, and the source stays$',
    ],
    [
      'a copy that differs stays',
      'const [outcome] = await files.deleteVersions([{ key: to, etag }]);',
      "const outcome: string = '';",
      'is removed, and the source stays$',
    ],
  ]),
  ...mutantsOf(`${copies}/refused-copy.ts`, files, [
    [
      'an identical file of somebody else counts as the copy',
      "(refusal.kind === 'taken' && refusal.mayBeOurs);",
      "refusal.kind === 'taken';",
      'by an identical file that somebody stored in the middle is theirs: nothing is moved$',
    ],
  ]),
  ...mutantsOf(`${copies}/copying-action.ts`, files, [
    [
      'a file that was replaced while it was copied is there twice',
      'since.some((it) => it.file === undefined)',
      'true',
      'stays with its new version, and the copy of the old one is removed$',
    ],
  ]),
];

const repetitions: readonly Mutant[] = [
  ...mutantsOf(`${changes}/run-change.ts`, `${changes}/move-unknown.spec.ts`, [
    [
      'a request ends although a file may be at both names',
      'result.isUnfinished || (result.isIncomplete && action.goesOnWhenIncomplete === true)',
      'result.isUnfinished',
      'is asked again by the workflow, and is there once$',
    ],
  ]),
  ...mutantsOf(`${copies}/copying-action.ts`, slices, [
    [
      'a moved file is removed because a new one has its old name',
      'since.some((it) => it.file === undefined)',
      'false',
      'after it deleted keeps the moved file, although a new one has the old name$',
    ],
  ]),
  ...mutantsOf(`${copies}/without-copies.ts`, slices, [
    [
      'an undo removes a file that was never moved',
      '({ isFound }) => !isFound',
      '() => true',
      'leaves a file that was never moved, although somebody replaces its copy meanwhile$',
    ],
  ]),
  ...mutantsOf(`${copies}/refused-copy.ts`, slices, [
    [
      'a repeated slice takes its own copies for those of others',
      'if (isCopyOf(file.copy, there)) return',
      'if (false) return',
      'before its notes are written is repeated: none lost, none doubled$',
    ],
  ]),
  ...mutantsOf(`${copies}/undone-copies.ts`, slices, [
    [
      'an undo leaves the copies of a slice that broke off',
      'return isCopyOf(copy, there) ?',
      'return (false as boolean) && isCopyOf(copy, there) ?',
      'for good leaves a change whose undo removes the copies$',
    ],
  ]),
  ...mutantsOf(`${changes}/run-change.ts`, slices, [
    [
      'a change stops in the middle of a slice',
      'return plan !== undefined;',
      'return false as boolean;',
      'is finished when the change is stopped, so that no file is there twice$',
    ],
  ]),
  ...mutantsOf(`${copies}/copy-slice.ts`, slices, [
    [
      'a copy stays that another call has not noted',
      'if (made.length > 0) await files.deleteVersions(made);',
      '',
      'takes back what it copied where the other call noted another name$',
    ],
  ]),
];

const parts: readonly Mutant[] = [
  ...mutantsOf(`${copies}/copy-slice.ts`, large, [
    [
      'an upload that nobody will finish stays',
      'if (to !== undefined && uploadId !== undefined) await copies.abortCopy({ to, uploadId });\n  }\n}\n\nconst',
      '}\n}\n\nconst',
      'frees its upload when the change (?:is stopped|fails)$',
    ],
  ]),
  ...mutantsOf(`${changes}/run-change.ts`, large, [
    [
      'a change stops between the copy of a large file and the delete',
      'return (await action.isSoonDone?.(caller, place, plan)) === true;',
      'return false as boolean;',
      'that is copied already is finished when the change is stopped',
    ],
  ]),
  ...mutantsOf(`${copies}/copy-large.ts`, conflicts, [
    [
      'a copy whose answer was lost is made again',
      "return refusedCopy(copying, file, upload.to, { kind: 'taken', mayBeOurs: true });",
      "return { key: file.key, code: 'already-exists' };",
      'whose answer to its completion was lost is there once',
    ],
  ]),
  ...mutantsOf(`${copies}/copy-large.ts`, large, [
    [
      'parts that are there are copied again',
      'missingParts(copy.sizeBytes, copied)',
      'missingParts(copy.sizeBytes, [])',
      'takes several calls, each of which goes on where the one before ended$',
    ],
  ]),
];

const adapter: readonly Mutant[] = mutantsOf(`${s3}/s3-copy-store.ts`, `${s3}/s3-copy-store.spec.ts`, [
  ['a copy takes the place of any file', "      IfNoneMatch: '*',\n", '', 'is made only where no file is$'],
  [
    'a copy is of any version',
    '      CopySourceIfMatch: copy.etag,\n      IfNoneMatch',
    '      IfNoneMatch',
    'names the source with its ETag',
  ],
  [
    'a part is of any version',
    '      CopySourceRange: `bytes=${first}-${last}`,\n      CopySourceIfMatch: copy.etag,\n',
    '      CopySourceRange: `bytes=${first}-${last}`,\n',
    'copies a range of the version that is meant$',
  ],
]);

/** Mutants of the rules that keep moves and copies from losing, doubling or overwriting a file. */
export const moveRuleMutants: readonly Mutant[] = [
  ...requests,
  ...names,
  ...outcomes,
  ...repetitions,
  ...parts,
  ...adapter,
];
