import { mutantsOf, type Mutant } from './mutant.ts';

const attack = 'tests/attack/batches.spec.ts';

/** Mutants of the rules for calls about many files: each file is checked, and answered, by itself and for its caller. */
export const batchMutants: readonly Mutant[] = [
  ...mutantsOf('backend/src/http/batch-handler.ts', attack, [
    [
      'the files of a batch are taken as they come',
      'return checkInput(schema, file);',
      'return file as never;',
      'refuses each file that breaks a rule by itself, and signs the files around it$',
    ],
  ]),
  ...mutantsOf('backend/src/http/batch-handler.ts', 'backend/src/http/batch-handler.spec.ts', [
    [
      'a file that breaks a rule ends the batch',
      'if (error instanceof CodedError) return error;',
      '',
      'refuses .* by itself and answers the files around it$',
    ],
    [
      'a batch of which nothing could be answered is a success',
      'if (faults.length === results.length) throw faults[0];',
      '',
      'fails as a whole when there is a fault with each file$',
    ],
    [
      'a fault with one file is not logged',
      `for (const error of faults) log('ERROR', 'failed for one file', { caller: caller.id, error });`,
      '',
      'says of a fault no more than',
    ],
  ]),
  ...mutantsOf('backend/src/settle-each.ts', 'backend/src/files/presign-get-batch.spec.ts', [
    [
      'a fault with one file ends the batch',
      `return { status: 'rejected', reason };`,
      'throw reason;',
      'goes on after one of which the storage tells nothing$|signs the others$',
    ],
  ]),
  ...mutantsOf('backend/src/settle-each.ts', 'backend/src/http/batch-handler.spec.ts', [
    [
      'a batch goes on in the next request',
      'signal.throwIfAborted();',
      'void signal;',
      'begins with no other file when its time is over$',
    ],
  ]),
  ...mutantsOf('packages/contract/src/batch.ts', attack, [
    [
      'a batch has any length',
      'v.maxLength(maxFilesToSign,',
      'v.maxLength(maxFilesToSign + 1,',
      'takes 100 files and no more$',
    ],
  ]),
  ...mutantsOf('packages/contract/src/batch.ts', 'tests/attack/hostile-values.spec.ts', [
    [
      'a batch may be empty',
      `v.minLength(1, 'Must name at least one file.'),`,
      '',
      'takes no hostile value of presign-(?:put|get)-batch: files$',
    ],
  ]),
  ...mutantsOf('packages/contract/src/batch.ts', 'tests/attack/validation.spec.ts', [
    [
      'an empty batch is taken',
      `v.minLength(1, 'Must name at least one file.'),`,
      '',
      'presign-(?:put|get)-batch refuses every hostile value of each input by its name$',
    ],
  ]),
  ...mutantsOf('backend/src/files/object-key.ts', attack, [
    [
      'a path of a batch that begins like a key is one',
      'return rootOf(caller) + path;',
      `return path.startsWith('users/') ? path : rootOf(caller) + path;`,
      'signs nothing outside the caller’s own prefix, whatever is asked for beside the caller’s own files$',
    ],
    [
      'all users are one to a batch',
      '`users/${caller.id}/`',
      '`users/all/`',
      'tells a stranger the same of another user’s file as of none at all$',
    ],
  ]),
];
