import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { StartError } from './start-error.ts';

/**
 * Makes this the only stack on `directory` until `release`. It is a lock of the operating system, through SQLite, which
 * ends with the process, so nothing is left after `kill -9`.
 */
export function lockDirectory(directory: string): { readonly release: () => void } {
  const file = join(directory, 'lock');
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const busy = String(error).includes('locked');
    throw new StartError(
      busy
        ? `A stack is already running on ${directory}: stop it first, or name another folder with --directory.`
        : `${file} is damaged: delete it with "rm -rf ${file}" and start again.`,
    );
  }
  return { release: () => database.close() };
}
