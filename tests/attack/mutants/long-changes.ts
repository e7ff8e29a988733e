import { mutantsOf, type Mutant } from './mutant.ts';

const changes = 'backend/src/changes';
const copies = `${changes}/copies`;

/** Mutants of the rules for changes that are large, take long, or are undone late. */
export const longChangeMutants: readonly Mutant[] = [
  ...mutantsOf(`${copies}/copy-large.ts`, `${changes}/join-parts.spec.ts`, [
    [
      'a copy that S3 is still joining is begun anew',
      'const end = since === undefined ? 0 : Date.parse(since) + longestJoin;',
      'const end = since === undefined ? 0 : 0 * longestJoin;',
      'is waited for and not begun anew: (?:5000|200000) ms$|is waited for by the calls after this one',
    ],
    [
      'a call waits for S3 longer than it may',
      "if (copying.isLate()) return 'unfinished';\n    await clock",
      'await clock',
      'is waited for by the calls after this one, each within its time$',
    ],
    [
      'a name that was written and deleted is waited for without end',
      'Date.parse(since) + longestJoin',
      'Date.parse(since) + 2 * longestJoin',
      'is begun anew when four minutes have passed',
    ],
  ]),
  ...mutantsOf(`${copies}/without-answer.ts`, `${changes}/join-parts.spec.ts`, [
    [
      'a long join costs the retries of its change',
      "return { kind: 'no-answer' };",
      'throw error;',
      'keeps each call that asks for it waiting, and costs none of the few retries for four minutes$',
    ],
  ]),
  ...mutantsOf(`${copies}/copy-large.ts`, `${changes}/join-parts.spec.ts`, [
    [
      'a copy of which S3 does not answer is begun anew',
      "if (now >= end && said === 'no-answer') return 'unavailable';",
      '',
      'is a failure when S3 has not answered for four minutes, and its parts stay for the next call$',
    ],
  ]),
  ...mutantsOf(`${copies}/refused-copy.ts`, `${changes}/join-parts.spec.ts`, [
    [
      'a large copy that S3 joined late stays beside its source',
      'const isOurs = notes.of(key)?.joinedSince !== undefined;',
      'const isOurs = false as boolean;',
      'is removed when the file has to stay: S3 was asked to join it, so it is ours$',
    ],
  ]),
  ...mutantsOf('backend/src/s3/s3-copy-store.ts', 'backend/src/s3/s3-copy-store.spec.ts', [
    [
      'a call waits for S3 until Lambda ends it',
      'const joinTimeoutMilliseconds = 15_000;',
      'const joinTimeoutMilliseconds = 26_000;',
      'is given up after 15 seconds while S3 joins its parts',
    ],
  ]),
  ...mutantsOf(`${copies}/refused-copy.ts`, `${changes}/move-unknown.spec.ts`, [
    [
      'a file that S3 never copies in time is tried for ever',
      'copying.signal.aborted && copying.hasCopied()',
      'copying.signal.aborted',
      'is tried again as a failure and not for ever$',
    ],
  ]),
  ...mutantsOf(`${copies}/copying-action.ts`, `${changes}/join-parts.spec.ts`, [
    [
      'a change stops while S3 joins the parts of its file',
      'if (notes.all.some(({ joinedSince }) => joinedSince !== undefined)) return true;',
      '',
      'is finished when the change is stopped meanwhile, so that no file is there twice$',
    ],
  ]),
  ...mutantsOf(`${changes}/hand-over.ts`, `${changes}/hand-over.spec.ts`, [
    [
      'an execution never ends before its history is full',
      'if (callCount < callsPerExecution) return false;',
      'if (callCount < Infinity) return false;',
      'that has made 1,000 calls starts the next one|goes on itself when|that is called twice at its end',
    ],
    ['no call is counted', '(record.callCount ?? 0) + 1', 'record.callCount ?? 0', 'counts each of its calls$'],
    [
      'an execution starts another one again and again',
      'callCount: 0, execution: next',
      'execution: next',
      'that has made 1,000 calls starts the next one|goes on itself when',
    ],
  ]),
  ...mutantsOf(`${changes}/hand-over.ts`, 'tests/docs/history.spec.ts', [
    [
      'an execution makes more calls than its history takes',
      'callsPerExecution = 1000',
      'callsPerExecution = 1200',
      'is not full when',
    ],
  ]),
  ...mutantsOf(`${changes}/change-of.ts`, `${changes}/late-undo.spec.ts`, [
    [
      'an undo is offered when what was done may be gone',
      'const undoTime = (7 * 24 - 1)',
      'const undoTime = (8 * 24)',
      'that comes later is refused, changes nothing and is not offered$',
    ],
  ]),
  ...mutantsOf(`${changes}/plan-slice.ts`, `${changes}/late-undo.spec.ts`, [
    [
      'an undo that finds nothing left says that it is done',
      'if (stored === undefined || slice < stored.record.nextSlice) throw tooOldToUndo();',
      '',
      'whose plan is gone although|that finds a later plan gone fails',
    ],
  ]),
  ...mutantsOf(`${copies}/copy-version-in-parts.ts`, `${changes}/restore-large-version.spec.ts`, [
    [
      'a version that is given up leaves its parts',
      '  await copies.abortCopy(upload);\n  return given',
      '  return given',
      'is given up when S3 copies slowly or not at all, and its parts are freed$',
    ],
    [
      'a version is said to be joined that nobody joins',
      'if (leftMilliseconds < leastJoin)',
      'if (false as boolean)',
      'is given up when no time is left to join its parts, and they are freed$',
    ],
    [
      'a version whose parts S3 is joining is given up',
      'if (passed() >= lookingTime) return false;',
      'if (true as boolean) return false;',
      'is there when S3 joins its parts some seconds after',
    ],
    [
      'a version that S3 may be joining is called changed by somebody',
      'mayBeJoining && !(await isReplaced(needs, upload, completing))',
      'mayBeJoining && !(await isReplaced(needs, upload, completing)) && (false as boolean)',
      'that S3 has not joined in time after .* keeps its parts',
    ],
    [
      'a call waits for parts to be joined after its end',
      'AbortSignal.timeout(leftMilliseconds)',
      'AbortSignal.timeout(longestJoin)',
      'is joined within what is left of the 28 seconds of the call$',
    ],
    [
      'a file that somebody stored meanwhile counts as the version that was copied',
      'there.sizeBytes === source.sizeBytes &&\n    (source.crc64nvme === undefined || there.crc64nvme === source.crc64nvme);',
      '(true as boolean);',
      'leaves what somebody stored meanwhile, and frees its parts$',
    ],
  ]),
  ...mutantsOf(`${changes}/list-trash.ts`, `${changes}/empty-folders.spec.ts`, [
    [
      'an empty folder is not in the trash',
      'files: page.files.map(',
      "files: page.files.filter(({ key }) => !key.endsWith('/')).map(",
      'is in the trash when it was deleted, and is restored or purged from there$',
    ],
  ]),
  ...mutantsOf(`${copies}/is-too-long.ts`, `${changes}/move-files.spec.ts`, [
    [
      'a number makes a name too long',
      ' || Buffer.byteLength(name) > maxSegmentBytes',
      '',
      'whose number would make the new name too long fails, named$',
    ],
  ]),
];
