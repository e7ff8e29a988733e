import type { TrashedFile } from '@airlock/contract';

import type { FileEntry } from '../../files/entry.ts';
import { folderParam } from '../../files/folder-path.ts';
import { nameOf } from '../../format/name-of.ts';

/** One row of the trash. `modifiedAt` is when the file was deleted. */
export interface TrashEntry extends Omit<FileEntry, 'etag'> {
  /** What an address says about the folder from which the file was deleted; empty for the top folder. */
  readonly folder: string;
  readonly versionId: string;
  /** When the storage deletes the file for ever. */
  readonly purgedAt: string;
}

export function trashEntry({ path, versionId, sizeBytes, deletedAt, purgedAt }: TrashedFile): TrashEntry {
  const folder = folderParam(path.slice(0, path.lastIndexOf('/') + 1)) ?? '';
  return { kind: 'file', path, name: nameOf(path), folder, versionId, sizeBytes, modifiedAt: deletedAt, purgedAt };
}
