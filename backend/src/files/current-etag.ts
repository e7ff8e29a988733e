import type { FileStore } from './file-store.ts';

/** Returns the ETag of the file at `key`, or `undefined` when there is no file. It lists, which needs no right to read files. */
export async function currentEtag(files: FileStore, key: string): Promise<string | undefined> {
  const { files: found } = await files.list({ prefix: key, limit: 1 });
  // The key itself sorts before every longer key that begins with it.
  return found.find((file) => file.key === key)?.etag;
}
