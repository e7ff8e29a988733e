import type { TrashedFile } from '@airlock/contract';

import type { FileEntry } from '../../files/entry.ts';
import { nameOf } from '../../format/name-of.ts';

/** One row of the trash. `modifiedAt` is when the file was deleted. */
export interface TrashEntry extends Omit<FileEntry, 'etag'> {
  /** Path of the folder from which the file was deleted; empty for the top folder. */
  readonly folder: string;
  readonly versionId: string;
  /** When the storage deletes the file for ever. */
  readonly purgedAt: string;
}

export function trashEntry({ path, versionId, sizeBytes, deletedAt, purgedAt }: TrashedFile): TrashEntry {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return { kind: 'file', path, name: nameOf(path), folder, versionId, sizeBytes, modifiedAt: deletedAt, purgedAt };
}
