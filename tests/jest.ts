import { join } from 'node:path';

/** The checkout. */
const root = join(import.meta.dirname, '..');

/**
 * Returns the command that runs these projects of jest, or all of them. `workers` says on how many cores, as a share: all of them,
 * unless other programs run beside it. Each worker is made anew before the modules of many suites fill the memory. Arguments of
 * jest may follow.
 */
export const jest = (projects: readonly string[] = [], workers = '100%'): readonly [string, ...string[]] => [
  process.execPath,
  ...['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/.bin/jest')],
  ...(projects.length === 0 ? [] : ['--selectProjects', ...projects]),
  ...[`--maxWorkers=${workers}`, '--workerIdleMemoryLimit=1GB'],
];
