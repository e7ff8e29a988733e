import { mutants } from './index.ts';

const root = new URL('../../..', import.meta.url).pathname;

/** One project for each mutant, in one run: the tests that must turn red, on the mutated code. */
export default {
  rootDir: root,
  reporters: [`${root}tests/attack/mutants/reporter.mjs`],
  // Both cores, and a new process before the modules of many worlds fill the memory.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  projects: mutants.map(({ name, file, from, to, caughtBy, tests, after }) => {
    const [folder] = caughtBy.split('/');
    const mutant = { file: root + file, from, to };
    return {
      // The same for all of a folder, so that they share what they compile.
      id: `mutants-${folder}`,
      displayName: name,
      rootDir: root + folder,
      testEnvironment: `${root}tests/attack/mutants/environment.mjs`,
      testEnvironmentOptions: { ...mutant, only: after === undefined ? tests : `${tests}|${after}` },
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '\\.ts$|/backend/bundle\\.mjs$': [`${root}tests/attack/mutants/transform.mjs`, mutant] },
      // What tests of the app import is compiled in their process.
      setupFiles: folder === 'frontend' ? ['@angular/compiler'] : [],
      testMatch: [root + caughtBy],
    };
  }),
};
