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
    { scope: 'worker' },
  ],
  stack: [async ({ rig }, use) => use(rig.stack), { scope: 'worker' }],
});
