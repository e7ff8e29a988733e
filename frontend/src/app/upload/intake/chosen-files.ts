import { contentType, maxFileBytes, pathProblem } from '@airlock/contract';
import { is } from 'valibot';

import type { NewUpload } from '../../transfer/queue/upload-queue.ts';
import type { FailureReason } from '../../transfer/upload-state.ts';

/** A file with its path below the folder it was dropped on. */
export interface ChosenFile {
  relativePath: string;
  file: File;
  /** Where the browser gave one: the file can be found again after a reload. */
  handle?: FileSystemFileHandle;
}

export type CheckedFile =
  | { kind: 'accepted'; upload: NewUpload }
  | { kind: 'refused'; upload: NewUpload; reason: FailureReason; detail?: string };

/**
 * Decides before any request what can be uploaded into `folder`. Names come out in NFC: macOS hands over decomposed
 * ones, which would look the same and be another file.
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

/** From `<input type=file>`; one with `webkitdirectory` says the path inside the chosen folder. */
export const fromInput = (files: Iterable<File>): ChosenFile[] =>
  Array.from(files, (file) => ({ relativePath: file.webkitRelativePath || file.name, file }));

/** From a picker that gives handles; a file that is gone already is left out. */
export async function fromHandles(handles: readonly FileSystemFileHandle[]): Promise<ChosenFile[]> {
  const read = handles.map(async (handle): Promise<ChosenFile[]> => {
    const file = await handle.getFile().catch(() => undefined);
    return file ? [{ relativePath: file.name, file, handle }] : [];
  });
  return (await Promise.all(read)).flat();
}
