import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Returns the file that `name` starts, found on PATH; `undefined` when there is none. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
