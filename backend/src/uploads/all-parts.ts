import { CodedError } from '../coded-error.ts';
import type { StoredPart, UploadPlace, UploadStore } from './upload-store.ts';

/** Returns all stored parts of an upload, over all pages of 1,000, or `undefined` when there is no such upload. */
export async function allParts(uploads: UploadStore, place: UploadPlace): Promise<readonly StoredPart[] | undefined> {
  const parts: StoredPart[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page = await uploads.parts(place, after);
    if (page === undefined) return undefined;
    parts.push(...page.parts);
    // Part numbers end at 10,000, so pages that go forward end too.
    if (page.next !== undefined && page.next <= after) throw new Error('The pages of the parts do not go forward.');
    after = page.next;
  }
  return parts;
}

/** Makes the error for a missing upload. It is the same for an upload that never existed, has ended or is a stranger's. */
export function noSuchUpload(): CodedError {
  return new CodedError('not-found', 'There is no such upload.', { field: 'uploadId' });
}
