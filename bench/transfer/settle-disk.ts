import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Waits until the disk has written what earlier runs left, so that it does not count for the next run. */
export async function settleDisk(): Promise<void> {
  await promisify(execFile)('sync');
}
