import type { ItemCode } from '@airlock/contract';

import { files } from './count.ts';

/** Why a file was left as it was by a change. */
const reasons: Record<ItemCode, string> = {
  'changed-meanwhile': 'It has changed in the meantime.',
  'already-exists': 'A file with this name exists now. Open its versions to get the deleted one back.',
  'not-found': 'It is no longer there.',
  unavailable: 'The storage did not answer. Try again.',
};

/** Texts about changes, for the pages that show them. */
export const changeText = {
  reasons,
  unnamed: (n: number) => `and ${files(n)} more`,
};
