import { CodedError } from '../coded-error.ts';
import type { StoredPart, UploadPlace, UploadStore } from './upload-store.ts';

/** Everything that has arrived, over all pages (S3 gives 1,000 at a time), or `undefined` without such an upload. */
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

/** The same for an upload that never was, is over, or is a stranger's. */
export function noSuchUpload(): CodedError {
  return new CodedError('not-found', 'There is no such upload.', { field: 'uploadId' });
}
