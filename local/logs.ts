import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { makeDirectory } from './directory.ts';

const largestLogBytes = 10 * 1024 * 1024;

export interface Logs {
  readonly write: (name: string, line: string) => void;
  readonly close: () => void;
}

/** Appends lines to `<directory>/<name>.log`, one file per name. A file that has grown large is renamed at a start. */
export function openLogs(directory: string): Logs {
  makeDirectory(directory);
  const files = new Map<string, number>();
  const open = (name: string): number => {
    const file = join(directory, `${name}.log`);
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) renameSync(file, `${file}.old`);
    const descriptor = openSync(file, 'a', 0o600);
    files.set(name, descriptor);
    return descriptor;
  };
  return {
    write: (name, line) => writeSync(files.get(name) ?? open(name), `${line}\n`),
    close: () => {
      for (const descriptor of files.values()) closeSync(descriptor);
      files.clear();
    },
  };
}
