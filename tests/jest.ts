import { join } from 'node:path';

/** The checkout. */
const root = join(import.meta.dirname, '..');

/**
 * The command that runs jest's projects on every core, each worker made anew before the modules of many suites fill the memory.
 * Arguments of jest may follow.
 */
export const jest = [
  process.execPath,
  ...['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/.bin/jest')],
  ...['--maxWorkers=100%', '--workerIdleMemoryLimit=1GB'],
] as const;
