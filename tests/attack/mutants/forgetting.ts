import { mutantsOf, type Mutant } from './mutant.ts';

const transfer = 'frontend/src/app/transfer';
const forgotten = `${transfer}/browser/forgotten.spec.ts`;

/** Mutants of the rules for what this browser keeps of a person, and for how long the app waits. */
export const forgettingMutants: readonly Mutant[] = [
  ...mutantsOf(`${transfer}/browser/idb-batches.ts`, forgotten, [
    [
      'handles of files outlive their batch',
      `writing.objectStore('handles').delete(id),`,
      '',
      'what this browser keeps of a person is nothing',
    ],
    [
      'names of files outlive their batch',
      `writing.objectStore('files').delete(rangeOf(id)),`,
      '',
      'what this browser keeps of a person is nothing',
    ],
  ]),
  ...mutantsOf(`${transfer}/browser/forgetting-database.ts`, `${transfer}/browser/forgetting-database.spec.ts`, [
    [
      'nobody comes back to a person who was to be forgotten',
      'people.add({ userId, atMs: Date.now() });',
      '',
      'removes it in a later visit, when the browser did not open it in this one$',
    ],
    [
      'what somebody began after they were forgotten is removed too',
      'savedAtMs <= atMs && !isSent',
      '!isSent',
      'keeps what the person has begun afterwards$',
    ],
    [
      'the record of what another tab is sending is removed',
      ' && !isSent',
      '',
      'leaves to another tab what that tab is sending$',
    ],
    [
      'the batch that another tab is sending is removed',
      'startedAtMs <= atMs && !held.has(batchLockName(id))',
      'startedAtMs <= atMs',
      'leaves to another tab what that tab is sending$',
    ],
    [
      'handles outlive a batch that was never written',
      'await removeStrayHandles(database, handled, held);',
      '',
      'removes handles whose batch the browser did not take, unless a tab is about to write it$',
    ],
  ]),
  ...mutantsOf(`${transfer}/queue/forget-person.ts`, forgotten, [
    [
      'records outlive the person',
      'await records.remove(key);',
      '{ void key; }',
      'is nothing, neither name nor handle, after they forgot their uploads and signed out$',
    ],
  ]),
  ...mutantsOf('frontend/src/app/tokens/session-records.ts', 'frontend/src/app/tokens/shared-session.spec.ts', [
    [
      'the key of a kept session outlives the sign-out',
      'shared.remove(this.#names.session(userId));\n    shared.remove(this.#names.kept(userId));',
      'shared.remove(this.#names.session(userId));',
      'ends in all tabs with a sign-out, and the others are told$',
    ],
  ]),
  ...mutantsOf('frontend/src/app/api/wait-after.ts', 'frontend/src/app/api/wait-after.spec.ts', [
    [
      'a server may ask the app to wait for ever',
      'Math.min(retryAfterMs, longestAskedMs)',
      'retryAfterMs',
      'waits two minutes at most$',
    ],
    [
      'the app waits less than usual',
      'Math.max(usualMs, Math.min(retryAfterMs, longestAskedMs))',
      'Math.min(retryAfterMs, longestAskedMs)',
      'waits as long as usual',
    ],
    [
      'the app does not wait as long as it is asked',
      'Math.max(usualMs,',
      'Math.min(usualMs,',
      'as long as the server asks$',
    ],
  ]),
  ...mutantsOf(`${transfer}/requests/retry.ts`, `${transfer}/requests/retry.spec.ts`, [
    [
      'a server may ask an upload to wait for ever',
      'Math.min(failure.retryAfterMs ?? 0, retryAfterCapMs)',
      'failure.retryAfterMs ?? 0',
      'waits as long as Retry-After says, and never longer than two minutes',
    ],
  ]),
];
