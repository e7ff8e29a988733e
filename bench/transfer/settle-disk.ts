import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Before each run: what the one before left to be written to the disk is not to count for the next. */
export async function settleDisk(): Promise<void> {
  await promisify(execFile)('sync');
}
