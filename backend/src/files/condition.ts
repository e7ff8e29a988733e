import { CodedError } from '../coded-error.ts';
import type { WriteCondition } from './write-condition.ts';

/** Whether the condition holds when the current version has this ETag (`undefined` when there is no file). */
export function holds(condition: WriteCondition, etag: string | undefined): boolean {
  return etag === (condition.kind === 'create' ? undefined : condition.etag);
}

/** Makes the error of a write whose condition does not hold. */
export function conditionFailed(condition: WriteCondition): CodedError {
  return condition.kind === 'create'
    ? new CodedError('already-exists', 'A file with this name already exists.', { field: 'path' })
    : new CodedError('changed-meanwhile', 'The version to replace is no longer the current version.', {
        field: 'replaces',
      });
}
