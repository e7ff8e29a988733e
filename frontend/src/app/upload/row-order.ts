import { isActive, type UploadState } from '../transfer/upload-state.ts';

/** What needs the person comes first, then what is on its way, what failed, and what has ended. */
export function rankOf(state: UploadState): number {
  if (state.kind === 'conflict') return 0;
  if (isActive(state)) return 1;
  return state.kind === 'failed' ? 2 : 3;
}

/** Sorted by rank; within one rank the order of adding stays, so that nothing jumps while bytes move. */
export function inOrder<T>(rows: readonly T[], stateOf: (row: T) => UploadState): T[] {
  const ranks = new Map(rows.map((row) => [row, rankOf(stateOf(row))]));
  return rows.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}
