import type { ListFilesAnswer } from '@airlock/contract';

import { nameOf } from '../format/name-of.ts';
import type { IconName } from '../icons/icon.ts';
import { titleText } from '../text/title-text.ts';

export interface FolderEntry {
  kind: 'folder';
  /** Path with the slash at its end. */
  path: string;
  name: string;
}

export interface FileEntry {
  kind: 'file';
  path: string;
  name: string;
  sizeBytes: number;
  modifiedAt: string;
  /** ETag of the version that is shown: only this version may be deleted. */
  etag: string;
}

/** One row of a folder: a folder or a file. */
export type Entry = FolderEntry | FileEntry;

/** Returns the entries of one page: the folders, then the files, each in the order of the server. */
export const entriesOf = ({ folders, files }: ListFilesAnswer): Entry[] => [
  ...folders.map(({ path }): Entry => ({ kind: 'folder', path, name: nameOf(path) })),
  ...files.map(({ path, sizeBytes, modifiedAt, etag }): Entry => {
    return { kind: 'file', path, name: nameOf(path), sizeBytes, modifiedAt, etag };
  }),
];

const iconByEnding: ReadonlyMap<string, IconName> = new Map(
  (
    [
      ['image', 'png jpg jpeg gif webp avif svg heic bmp tif tiff ico'],
      ['video', 'mp4 mov mkv webm avi m4v'],
      ['audio', 'mp3 wav flac aac ogg m4a opus'],
      ['archive', 'zip gz tgz bz2 xz zst 7z rar tar'],
      ['code', 'js ts json html css py go rs java c h cpp sh yaml yml xml sql'],
      ['sheet', 'csv xls xlsx ods numbers tsv'],
      ['slides', 'pptx ppt odp key'],
      ['text', 'txt md pdf doc docx odt rtf pages log'],
    ] as const
  ).flatMap(([icon, endings]) => endings.split(' ').map((ending): [string, IconName] => [ending, icon])),
);

const endingOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

export function iconOf({ kind, name }: Pick<Entry, 'kind' | 'name'>): IconName {
  return kind === 'folder' ? 'folder' : (iconByEnding.get(endingOf(name)) ?? 'file');
}

/** Returns what the colour of an entry's icon says: its icon, or that it is a PDF. */
export const colourKindOf = (entry: Pick<Entry, 'kind' | 'name'>): string =>
  entry.kind === 'file' && endingOf(entry.name) === 'pdf' ? 'pdf' : iconOf(entry);

/** Returns the name of an entry as it is shown. Other tools store folders whose name is empty. */
export const shownNameOf = ({ name }: Pick<Entry, 'name'>): string => name || titleText.noName;

/** Returns an entry under another path; `undefined` where there is none. */
export const renamed = (entry: Entry, path: string | undefined): Entry | undefined =>
  path === undefined ? undefined : { ...entry, path, name: nameOf(path) };
