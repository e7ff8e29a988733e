import { isActive, type UploadState } from '../transfer/upload-state.ts';

/** What needs the person comes first, then what is on its way, what failed, and what has ended. */
export function rankOf(state: UploadState): number {
  if (state.kind === 'conflict') return 0;
  if (isActive(state)) return 1;
  return state.kind === 'failed' ? 2 : 3;
}
