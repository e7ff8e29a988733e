import { contentType, maxSinglePutBytes, pathProblem } from '@airlock/contract';
import { is } from 'valibot';

import type { NewUpload } from '../transfer/upload-queue.ts';
import type { FailureReason } from '../transfer/upload-state.ts';

/** A file with its path below the folder it was dropped on. */
export interface ChosenFile {
  relativePath: string;
  file: File;
}

export type CheckedFile =
  | { kind: 'accepted'; upload: NewUpload }
  | { kind: 'refused'; upload: NewUpload; reason: FailureReason; detail?: string };

/**
 * Decides before any request what can be uploaded into `folder`. Names come out in NFC: macOS hands over decomposed
 * ones, which would look the same and be another file.
 */
export function checkChosen({ relativePath, file }: ChosenFile, folder: string): CheckedFile {
  const path = (folder === '' ? relativePath : `${folder}/${relativePath}`).normalize('NFC');
  const upload = { path, file, contentType: is(contentType, file.type) ? file.type : 'application/octet-stream' };
  const problem = pathProblem(path);
  if (problem !== undefined) return { kind: 'refused', upload, reason: 'name-refused', detail: problem };
  if (file.size > maxSinglePutBytes) return { kind: 'refused', upload, reason: 'too-large' };
  return { kind: 'accepted', upload };
}

/** From `<input type=file>`; one with `webkitdirectory` says the path inside the chosen folder. */
export const fromInput = (files: Iterable<File>): ChosenFile[] =>
  Array.from(files, (file) => ({ relativePath: file.webkitRelativePath || file.name, file }));
