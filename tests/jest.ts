import { join } from 'node:path';

/** The checkout. */
const root = join(import.meta.dirname, '..');

/**
 * The command that runs these projects of jest, or all of them, on every core. Each worker is made anew before the modules of
 * many suites fill the memory. Arguments of jest may follow.
 */
export const jest = (...projects: readonly string[]): readonly [string, ...string[]] => [
  process.execPath,
  ...['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/.bin/jest')],
  ...(projects.length === 0 ? [] : ['--selectProjects', ...projects]),
  ...['--maxWorkers=100%', '--workerIdleMemoryLimit=1GB'],
];
