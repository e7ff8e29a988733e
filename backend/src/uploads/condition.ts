import { CodedError } from '../coded-error.ts';
import type { WriteCondition } from '../files/write-condition.ts';

/** Does the condition hold while the current version is the one of `etag` (`undefined`: there is no file)? */
export function holds(condition: WriteCondition, etag: string | undefined): boolean {
  return etag === (condition.kind === 'create' ? undefined : condition.etag);
}

/** What a write is refused with whose condition does not hold. */
export function conditionFailed(condition: WriteCondition): CodedError {
  return condition.kind === 'create'
    ? new CodedError('already-exists', 'There is a file of this name already.', { field: 'path' })
    : new CodedError('changed-meanwhile', 'The version to replace is not the current one any more.', {
        field: 'replaces',
      });
}
