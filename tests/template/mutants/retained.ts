import { removed, replaced } from '@airlock/template/testing/change.ts';

import { kept } from '../checks/retained.ts';
import type { Mutant } from './mutant.ts';

export const retainedMutants: readonly Mutant[] = Object.entries(kept).flatMap(
  ([logicalId, policy]): readonly Mutant[] => [
    {
      name: `${logicalId} kept in another way`,
      change: replaced(`${logicalId}/DeletionPolicy`, policy === 'Retain' ? 'RetainExceptOnCreate' : 'Retain'),
      caughtBy: `${logicalId} outlives the stack`,
    },
    {
      name: `${logicalId} goes with the stack`,
      change: removed(`${logicalId}/DeletionPolicy`),
      caughtBy: `${logicalId} outlives the stack`,
    },
    {
      name: `${logicalId} goes with its replacement`,
      change: removed(`${logicalId}/UpdateReplacePolicy`),
      caughtBy: `${logicalId} outlives its replacement`,
    },
  ],
);
