import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import * as v from 'valibot';

import { StartError } from './start-error.ts';

/** Makes a folder that only its owner may open. Throws StartError when that is impossible. */
export function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `${directory} cannot be used as a folder (${reason}): move it away, or name another with --directory.`,
    );
  }
}

/** Reads a file. Returns `undefined` when the file does not exist, and throws StartError when it is damaged. */
export function readJsonFile<T>(file: string, schema: v.GenericSchema<unknown, T>): T | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  if (!read.success) throw new StartError(`${file} is damaged: delete it with "rm -rf ${file}" and start again.`);
  return read.output;
}

/** Writes a file that only its owner can read, completely or not at all. */
export function writeJsonFile(file: string, value: unknown): void {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
}

function readIfThere(file: string): string | undefined {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${file} cannot be read (${reason}): delete it with "rm -rf ${file}" and start again.`);
  }
}
