import { mutantsOf, type Mutant } from './mutant.ts';

const changes = 'backend/src/changes';

/** Mutants of the rules that keep changes from touching a version that nobody meant, and from losing what they did. */
export const changeRuleMutants: readonly Mutant[] = [
  ...mutantsOf(`${changes}/delete-files.ts`, `${changes}/delete-files.spec.ts`, [
    [
      'a version that was stored meanwhile counts as deleted',
      "return 'changed-meanwhile';",
      "return 'done';",
      'leaves a version that was stored meanwhile',
    ],
    [
      'a file that is not there counts as deleted',
      "isRepeated ? 'done' : 'not-found'",
      "'done'",
      'names a file that is not there',
    ],
    [
      'a file that the store refuses counts as deleted',
      "return 'unavailable';",
      "return 'done';",
      'names a file that the store refuses for long',
    ],
  ]),
  ...mutantsOf(`${changes}/plan-slice.ts`, `${changes}/run-change.spec.ts`, [
    [
      'a change takes what came into its folder after it began',
      'begin === undefined || since < begin',
      'true',
      'leaves what was stored into the folder after it began',
    ],
  ]),
  ...mutantsOf(`${changes}/delete-files.ts`, `${changes}/run-change.spec.ts`, [
    [
      'a repeated slice calls what it deleted before missing',
      "isRepeated ? 'done' : 'not-found'",
      "'not-found'",
      'that broke off after it had deleted is repeated',
    ],
  ]),
  ...mutantsOf(`${changes}/restore-files.ts`, `${changes}/restore-files.spec.ts`, [
    [
      'a restore reports a taken name as restored',
      "? 'already-exists' : 'skipped'",
      "? 'done' : 'skipped'",
      'leaves a name that is taken',
    ],
    [
      'an undo restores a file that was replaced and deleted since',
      'if (index === -1) return',
      'if (index > 0) return { deletions };\n  if (index === -1) return',
      'leaves a file in the trash that was replaced and deleted since',
    ],
    [
      'an undo reports what the change left as a failure',
      "? 'already-exists' : 'skipped'",
      "? 'already-exists' : 'already-exists'",
      'undoes only what the change did',
    ],
  ]),
  ...mutantsOf(`${changes}/purge-files.ts`, `${changes}/purge-files.spec.ts`, [
    [
      'a purge removes a file that is not in the trash',
      "if (current?.file !== undefined) return 'changed-meanwhile';",
      '',
      'leaves a file that is not in the trash',
    ],
    [
      'a purge removes another version than the one that was seen',
      "if (trashed.versionId !== version) return 'changed-meanwhile';",
      '',
      'replaced and deleted, since it was seen',
    ],
    [
      'a purge removes the deletions first, which brings an older version back',
      "['older', 'newest', 'deletions']",
      "['deletions', 'older', 'newest']",
      'that breaks off after [12] steps shows no older version',
    ],
  ]),
  ...mutantsOf(`${changes}/request-of.ts`, `${changes}/run-change.spec.ts`, [
    [
      'a change is undone while it runs',
      "if (change.state === 'running') {",
      'if (false) {',
      'cannot be undone while it runs',
    ],
    [
      'a delete undoes a delete',
      'if (!kinds.includes(change.kind)) {',
      'if (false) {',
      'cannot be undone by the operation of another kind',
    ],
  ]),
  ...mutantsOf(`${changes}/run-change.ts`, `${changes}/run-change.spec.ts`, [
    [
      'a repeated slice is taken for a new one',
      'return { plan: known, isRepeated: true };',
      'return { plan: known, isRepeated: false };',
      'that broke off after it had deleted is repeated',
    ],
    [
      'a slice is counted as often as it is delivered',
      'current.nextSlice === record.nextSlice ? result',
      'true ? result',
      'that is delivered twice at the same time is counted once',
    ],
    [
      'a slice is left although some of its files are open',
      'if (result.isIncomplete) throw',
      'if (false) throw',
      'is called again by the workflow',
    ],
    [
      'a change whose workflow does not start seems to run',
      "ended(current, 'failed', needs.clock.now()));\n    throw error;",
      'current);\n    throw error;',
      'does not happen when the workflow cannot be started',
    ],
    [
      'a stopped change goes on',
      'if (record.isStopping === true && !(await mustFinish(needs, action, caller, place))) {',
      'if (false) {',
      'is not begun when the change has been stopped',
    ],
  ]),
  ...mutantsOf(`${changes}/run-slice.ts`, `${changes}/run-change.spec.ts`, [
    [
      'a change that is stopped during a slice goes on',
      'record.isStopping === true ?',
      'false ?',
      'that is under way when the change is stopped is still counted',
    ],
  ]),
  ...mutantsOf(`${changes}/update-record.ts`, `${changes}/update-record.spec.ts`, [
    [
      'a record is overwritten blindly',
      '(await changes.replace(caller, updated, stored.etag))',
      '(await changes.replace(caller, updated, (await changes.read(caller, changeId))?.etag ?? stored.etag))',
      'begins again with what another call has written',
    ],
  ]),
  ...mutantsOf(`${changes}/change-of.ts`, `${changes}/run-change.spec.ts`, [
    [
      'a change that broke off seems to run for ever',
      '> longestPause',
      '> Infinity',
      'counts as failed when it has made no progress for five minutes',
    ],
    [
      'a change that broke off cannot be undone',
      "(doneCount > 0 || state === 'failed')",
      'doneCount > 0',
      'can be undone, although it has counted nothing',
    ],
  ]),
  ...mutantsOf(`${changes}/restore-version.ts`, `${changes}/restore-version.spec.ts`, [
    [
      'an earlier version takes the place of whatever is current',
      'current?.etag !== replaces || ',
      '',
      'refuses when the file was replaced or deleted meanwhile',
    ],
  ]),
  ...mutantsOf(`${changes}/list-trash.ts`, `${changes}/list-trash.spec.ts`, [
    [
      'a cursor of the trash is good for everybody',
      'if (cursor !== undefined && after?.startsWith(prefix) !== true) throw badCursor();',
      '',
      'refuses a cursor of another list or another user',
    ],
  ]),
];
