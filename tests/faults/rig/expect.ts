import { expect as withDefaults } from '../../e2e/journey.ts';

/** Waits as long as the journeys do: here Playwright's runner is missing, and its limit of five seconds ends what a busy machine does. */
export const expect = withDefaults.configure({ timeout: 30_000 });
