import { GivenUp } from './requests/given-up.ts';

/**
 * A file that was changed, moved or removed on disk fails exactly like a lost connection, so one byte is read before the
 * network is blamed. An empty file has nothing to read.
 */
export async function mustBeReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new GivenUp('unreadable');
  }
}
