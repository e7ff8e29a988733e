import type { ListPartsAnswer, ListPartsRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { objectKey } from '../files/object-key.ts';
import { allParts, noSuchUpload } from './all-parts.ts';
import type { UploadStore } from './upload-store.ts';

/** Everything that has arrived of one of the caller's uploads. Throws `not-found`, the same for a stranger's upload. */
export async function listParts(
  { uploads }: { uploads: UploadStore },
  caller: Caller,
  { uploadId, path }: ListPartsRequest,
): Promise<ListPartsAnswer> {
  const parts = await allParts(uploads, { key: objectKey(caller, path), uploadId });
  if (parts === undefined) throw noSuchUpload();
  return {
    parts: parts.flatMap(({ crc64nvme, ...part }) =>
      // Without one the part cannot be compared with the file: it counts as not there.
      crc64nvme === undefined ? [] : [{ ...part, crc64nvme }],
    ),
  };
}
