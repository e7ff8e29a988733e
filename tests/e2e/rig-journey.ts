import { Rig } from '../faults/rig/rig.ts';
import { test as base } from './journey.ts';

/** The journeys' test before a network that can be broken. */
export const test = base.extend<object, { rig: Rig }>({
  rig: [
    async ({}, use) => {
      const rig = await Rig.start();
      await use(rig);
      await rig.close();
    },
    // Longer than a rig waits for its stack, so that what the stack wrote is shown when it does not start.
    { scope: 'worker', timeout: 200_000 },
  ],
  stack: [async ({ rig }, use) => use(rig.stack), { scope: 'worker' }],
});
