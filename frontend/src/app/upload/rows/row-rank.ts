import { hasEnded, type UploadState } from '../../transfer/upload-state.ts';

export const rankCount = 4;

/** A row that is shown in the order of its rank. */
export interface Ranked {
  readonly rank: () => number;
}

/**
 * Returns the rank of a state: questions come first, then uploads in progress, failures, and uploads that have ended.
 */
export function rankOf(state: UploadState): number {
  if (state.kind === 'conflict' || state.kind === 'needs-file') return 0;
  if (!hasEnded(state)) return 1;
  return state.kind === 'failed' ? 2 : 3;
}
