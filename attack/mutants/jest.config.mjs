import { mutants } from './index.ts';

const root = new URL('../..', import.meta.url).pathname;

/** One project for each mutant, in one run: the spec that must turn red, on the mutated code. */
export default {
  rootDir: root,
  reporters: [`${root}attack/mutants/reporter.mjs`],
  projects: mutants.map(({ name, file, from, to, caughtBy }) => ({
    displayName: name,
    rootDir: root + caughtBy.split('/')[0],
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': [`${root}attack/mutants/transform.mjs`, { file, from, to }] },
    testMatch: [root + caughtBy],
  })),
};
