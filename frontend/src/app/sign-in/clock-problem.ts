import { InjectionToken } from '@angular/core';

import { loadCode } from '../loading/load-code.ts';

/**
 * Returns what is wrong with the clock of this device, as a sentence, or `undefined`. How that is found is loaded on
 * demand: few clocks are wrong.
 */
export const CLOCK_PROBLEM = new InjectionToken<() => Promise<string | undefined>>('CLOCK_PROBLEM', {
  factory: () => async () => {
    try {
      const { clockOffMs, clockProblem } = await loadCode(() => import('./device-clock.ts'));
      return clockProblem(await clockOffMs(fetch));
    } catch {
      return undefined;
    }
  },
});
