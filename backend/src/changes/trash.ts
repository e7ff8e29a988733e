import type { StoredVersion, VersionStore } from '../files/version-store.ts';
import { versionsByKey } from './versions-by-key.ts';

/** A file in the trash: its newest version is a deletion. */
export interface TrashedFile {
  /** The version that becomes current when the file is restored. */
  readonly versionId: string;
  readonly etag: string;
  readonly sizeBytes: number;
  readonly deletedAt: Date;
}

/** One page of the trash, by object key. */
export interface TrashPage {
  readonly files: readonly (TrashedFile & { readonly key: string })[];
  /** The key after which the trash goes on; absent on the last page. */
  readonly after?: string;
}

/** Time after which a page ends although it is not full, in milliseconds: most files of a folder are not in the trash. */
const pageTime = 3000;

/** Returns at most `limit` files below `prefix` that are in the trash, in UTF-8 order, after the key `after`. */
export async function trashPage(
  store: VersionStore,
  { prefix, limit, after }: { prefix: string; limit: number; after?: string | undefined },
): Promise<TrashPage> {
  const files: TrashPage['files'][number][] = [];
  const end = performance.now() + pageTime;
  for await (const { key, versions } of versionsByKey(store, { prefix, after })) {
    const trashed = trashedFile(versions);
    if (trashed !== undefined) files.push({ key, ...trashed });
    if (files.length >= limit || performance.now() > end) return { files, after: key };
  }
  return { files };
}

/** Returns what is in the trash of a file with these versions, the newest first; `undefined` when it is not in the trash. */
export function trashedFile(versions: readonly StoredVersion[]): TrashedFile | undefined {
  const index = versions.findIndex(({ file }) => file !== undefined);
  const stored = versions[index];
  // S3 keeps the version from the moment on at which the deletion after it was made.
  const deletion = versions[index - 1];
  if (stored?.file === undefined || deletion === undefined) return undefined;
  return { versionId: stored.versionId, ...stored.file, deletedAt: deletion.modifiedAt };
}

/** Returns the deletions that hide the newest stored version. */
export function deletionsBefore(versions: readonly StoredVersion[]): readonly StoredVersion[] {
  return versions.slice(
    0,
    versions.findIndex(({ file }) => file !== undefined),
  );
}
