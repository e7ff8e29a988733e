import { contentType, maxFileBytes, pathProblem } from '@airlock/contract';
import { is } from 'valibot';

import type { NewUpload } from '../../transfer/queue/upload-queue.ts';
import type { FailureReason } from '../../transfer/upload-state.ts';

/** A file with its path below the folder into which it was dropped. */
export interface ChosenFile {
  relativePath: string;
  file: File;
  /** Handle of the file, where the browser gave one. With it the file can be opened again after a reload. */
  handle?: FileSystemFileHandle;
}

export type CheckedFile =
  | { kind: 'accepted'; upload: NewUpload }
  | { kind: 'refused'; upload: NewUpload; reason: FailureReason; detail?: string };

/**
 * Checks whether a file can be uploaded into `folder`, before any request. Names are converted to NFC: macOS gives
 * decomposed names, which look the same and would be other files.
 */
export function checkChosen({ relativePath, file, handle }: ChosenFile, folder: string): CheckedFile {
  const path = (folder === '' ? relativePath : `${folder}/${relativePath}`).normalize('NFC');
  const known = is(contentType, file.type) ? file.type : 'application/octet-stream';
  const upload = { path, file, contentType: known, ...(handle && { handle }) };
  const problem = pathProblem(path);
  if (problem !== undefined) return { kind: 'refused', upload, reason: 'name-refused', detail: problem };
  if (file.size > maxFileBytes) return { kind: 'refused', upload, reason: 'too-large' };
  return { kind: 'accepted', upload };
}

/**
 * Returns the files of an `<input type=file>`. With `webkitdirectory` each file has its path inside the chosen folder.
 */
export const fromInput = (files: Iterable<File>): ChosenFile[] =>
  Array.from(files, (file) => ({ relativePath: file.webkitRelativePath || file.name, file }));
