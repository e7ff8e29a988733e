import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

import { StartError } from './start-error.ts';

interface Lock {
  readonly release: () => void;
}

/**
 * Makes this the only stack on `directory` until `release`.
 * @throws StartError when another stack has the folder
 */
export function lockDirectory(directory: string): Lock {
  const lock = tryLock(join(directory, 'lock'));
  if (lock !== undefined) return lock;
  throw new StartError(
    `A stack is already running on ${directory}: stop it first, or name another folder with --directory.`,
  );
}

interface Turn {
  /** Is called once when another program has it. */
  readonly waits: () => void;
  readonly longestMs: number;
}

/**
 * Waits until no other program has locked this file, and locks it until `release`.
 * @throws StartError when that takes longer than `longestMs`: the other program hangs
 */
export async function lockInTurn(file: string, { waits, longestMs }: Turn): Promise<Lock> {
  const end = performance.now() + longestMs;
  let lock = tryLock(file);
  if (lock === undefined) waits();
  while (lock === undefined) {
    if (performance.now() > end)
      throw new StartError(`Another program keeps ${file}: end that program and start again.`);
    await pause(50);
    lock = tryLock(file);
  }
  return lock;
}

/**
 * Locks the file, or returns `undefined` while another program has locked it. It is a lock of the operating system, through
 * SQLite, which ends with the process, so nothing is left after `kill -9`.
 */
function tryLock(file: string): Lock | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (String(error).includes('locked')) return undefined;
    throw new StartError(`${file} is damaged: delete it with "rm -rf ${file}" and start again.`);
  }
  return { release: () => database.close() };
}
