import { CodedError } from '../coded-error.ts';
import type { FileStore, StoredFile } from './file-store.ts';

/** Returns what the store knows about a file, and `refused` for one that is there but that it does not let us read. */
export async function describeOrRefused(
  files: Pick<FileStore, 'describe'>,
  key: string,
  versionId?: string,
): Promise<StoredFile | 'refused' | undefined> {
  try {
    return await files.describe(key, versionId);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'storage-refused') return 'refused';
    throw error;
  }
}
