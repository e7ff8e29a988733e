import type { Caller } from '../caller.ts';
import { folderPrefix } from '../files/object-key.ts';
import type { UnfinishedUpload, UploadPlace, UploadStore } from './upload-store.ts';

/** Returns the caller's unfinished uploads from every device, sorted by path: at most so many of them. */
export async function openUploads(
  uploads: UploadStore,
  caller: Caller,
  most: number,
): Promise<readonly UnfinishedUpload[]> {
  const prefix = folderPrefix(caller, '');
  const found: UnfinishedUpload[] = [];
  let after: UploadPlace | undefined;
  do {
    const page = await uploads.list({ prefix, ...(after !== undefined && { after }) });
    found.push(...page.uploads);
    after = page.next;
    if (page.uploads.length === 0 && after !== undefined)
      throw new Error('The store announced more uploads after an empty page.');
  } while (after !== undefined && found.length < most);
  return found.slice(0, most);
}
