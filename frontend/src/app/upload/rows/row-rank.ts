import { hasEnded, type UploadState } from '../../transfer/upload-state.ts';

export const rankCount = 4;

/** What is shown in the order of its rank. */
export interface Ranked {
  readonly rank: () => number;
}

/** What needs the person comes first, then what is on its way, what failed, and what has ended. */
export function rankOf(state: UploadState): number {
  if (state.kind === 'conflict' || state.kind === 'needs-file') return 0;
  if (!hasEnded(state)) return 1;
  return state.kind === 'failed' ? 2 : 3;
}
