import type { UploadState } from '../upload-state.ts';
import type { Obstacle } from './attempts.ts';

export interface Telling {
  report: (state: UploadState) => void;
  obstacle: (now: Obstacle) => void;
}

/** Tells how an upload goes. An obstacle is told in place of what the upload was doing, and that again when it is over. */
export function telling(tell: (state: UploadState) => void): Telling {
  let doing: UploadState | undefined;
  return {
    report: (state) => {
      doing = state;
      tell(state);
    },
    obstacle: (now) => {
      const state = now ?? doing;
      if (state) tell(state);
    },
  };
}
