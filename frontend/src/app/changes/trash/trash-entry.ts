import type { TrashedFile } from '@airlock/contract';

import type { FileEntry } from '../../files/entry.ts';
import { folderParam } from '../../files/folder-path.ts';
import { nameOf } from '../../format/name-of.ts';

/** One row of the trash. `modifiedAt` is when the file was deleted. */
export interface TrashEntry extends Omit<FileEntry, 'etag' | 'kind'> {
  /** A folder is the marker of one; what was deleted from it has rows of its own. */
  readonly kind: 'file' | 'folder';
  /** What an address says about the folder from which the file was deleted; empty for the top folder. */
  readonly folder: string;
  readonly versionId: string;
  /** When the storage deletes the file for ever. */
  readonly purgedAt: string;
}

export function trashEntry({ path, versionId, sizeBytes, deletedAt, purgedAt }: TrashedFile): TrashEntry {
  const kind = path.endsWith('/') && sizeBytes === 0 ? 'folder' : 'file';
  const end = kind === 'folder' ? path.length - 2 : path.length;
  const folder = folderParam(path.slice(0, path.lastIndexOf('/', end) + 1)) ?? '';
  return { kind, path, name: nameOf(path), folder, versionId, sizeBytes, modifiedAt: deletedAt, purgedAt };
}
