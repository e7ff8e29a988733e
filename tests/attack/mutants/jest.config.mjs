import { mutants } from './index.ts';

const root = new URL('../../..', import.meta.url).pathname;

/**
 * Configuration of Jest with one project for each mutant, all in one run. A project runs the tests that must turn red,
 * on the mutated code.
 */
export default {
  rootDir: root,
  reporters: [`${root}tests/attack/mutants/reporter.mjs`],
  // Use both cores, and start a new process before the modules of many worlds fill the memory.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  projects: mutants.map(({ name, file, from, to, caughtBy, tests, after }) => {
    const [folder] = caughtBy.split('/');
    const mutant = { file: root + file, from, to };
    return {
      // All mutants of a folder have the same id, so that they share what they compile.
      id: `mutants-${folder}`,
      displayName: name,
      rootDir: root + folder,
      testEnvironment: `${root}tests/attack/mutants/environment.mjs`,
      testEnvironmentOptions: { ...mutant, only: after === undefined ? tests : `${tests}|${after}` },
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '\\.ts$|/backend/bundle\\.mjs$': [`${root}tests/attack/mutants/transform.mjs`, mutant] },
      // The code that tests of the app import is compiled in their process.
      setupFiles: folder === 'frontend' ? ['@angular/compiler'] : [],
      testMatch: [root + caughtBy],
    };
  }),
};
