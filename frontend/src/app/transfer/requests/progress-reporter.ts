import type { UploadState } from '../upload-state.ts';
import type { Obstacle } from './attempts.ts';

export interface ProgressReporter {
  report: (state: UploadState) => void;
  obstacle: (obstacle: Obstacle) => void;
}

/**
 * Returns a reporter that passes the states of one upload to `tell`. An obstacle replaces the current state; when the
 * obstacle is over, the state is reported again.
 */
export function progressReporter(tell: (state: UploadState) => void): ProgressReporter {
  let current: UploadState | undefined;
  return {
    report: (state) => {
      current = state;
      tell(state);
    },
    obstacle: (obstacle) => {
      const state = obstacle ?? current;
      if (state) tell(state);
    },
  };
}
