import * as v from 'valibot';

import { readJson } from '../storage/read-json.ts';
import { tabStorage } from '../storage/safe-storage.ts';
import type { ArchiveContent } from '../transfer/archive/found-page.ts';
import type { DownloadRow } from './download-row.ts';

/** Key of the downloads that this tab has not finished. */
const key = 'airlock.downloads';

const foundFile = v.object({ path: v.string(), sizeBytes: v.number(), modifiedAt: v.string() });
const archive = v.object({
  files: v.array(foundFile),
  folders: v.array(v.string()),
  isForgotten: v.optional(v.boolean()),
});
const remembered = v.object({
  path: v.string(),
  archive: v.optional(archive),
  versionId: v.optional(v.string()),
  attempt: v.optional(v.string()),
  sizeBytes: v.optional(v.number()),
  /** Whether the browser has begun to write the file, so that it goes on without the page. */
  isRunning: v.boolean(),
  /** Whether it goes to a folder on the disk. The folder itself cannot be remembered as text. */
  isOnDisk: v.optional(v.literal(true)),
});
const record = v.object({ userId: v.string(), downloads: v.array(remembered) });
export type RememberedDownload = v.InferOutput<typeof remembered>;

/** A browser stores five million characters of a site for a tab. With more, it would remember no download at all. */
const mostCharacters = 1_000_000;
/** Characters of a file beside its path. */
const charactersOfFile = 80;

/** Returns what is remembered of the content of an archive: not the files, when they are very many. */
function rememberedArchive({ files, folders, isForgotten }: ArchiveContent): RememberedDownload['archive'] {
  const characters = [
    ...files.map(({ path }) => path.length + charactersOfFile),
    ...folders.map(({ length }) => length),
  ];
  const isTooMuch = characters.reduce((sum, length) => sum + length, 0) > mostCharacters;
  if (isTooMuch || isForgotten === true) return { files: [], folders: [], isForgotten: true };
  return { files: [...files], folders: [...folders] };
}

/** Returns what the next page of this tab must know of a download. */
export const rememberedOf = ({
  path,
  archive: content,
  disk,
  versionId,
  attempt,
  sizeBytes,
  state,
}: DownloadRow): RememberedDownload => ({
  path,
  isRunning: !disk && 'receivedBytes' in state && state.receivedBytes > 0,
  ...(disk && { isOnDisk: true }),
  ...(content && { archive: rememberedArchive(content) }),
  ...(versionId !== undefined && { versionId }),
  ...(attempt !== undefined && { attempt }),
  ...(sizeBytes !== undefined && { sizeBytes }),
});

/** Whether two lists say the same, so that storage is not written at each report of progress. */
export const areSame = (one: readonly RememberedDownload[], other: readonly RememberedDownload[]): boolean =>
  one.length === other.length &&
  one.every((it, index) => {
    const as = other[index];
    const isSameFile = it.path === as?.path && it.versionId === as.versionId;
    return isSameFile && it.attempt === as.attempt && it.isRunning === as.isRunning;
  });

/** Whether this tab remembers downloads. */
export function hasDownloads(): boolean {
  return tabStorage.get(key) !== undefined;
}

/** Returns the downloads of this person that an earlier page of this tab did not finish. */
export function rememberedBy(userId: string): readonly RememberedDownload[] {
  const read = readJson(record, tabStorage.get(key));
  return read?.userId === userId ? read.downloads : [];
}

/** Remembers the downloads for the next page of this tab: paths and ids, and no URL. */
export function remember(userId: string, downloads: readonly RememberedDownload[]): void {
  if (downloads.length === 0) tabStorage.remove(key);
  else tabStorage.set(key, JSON.stringify({ userId, downloads }));
}

export function forgetDownloads(): void {
  remember('', []);
}
