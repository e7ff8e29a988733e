import { CodedError } from '../coded-error.ts';

/** Makes the error of an undo that comes when what the change did is no longer kept. */
export function tooOldToUndo(): CodedError {
  return new CodedError('not-found', 'What this change did is no longer kept, so it cannot be undone.', {
    field: 'change',
  });
}
