import type { ListPartsAnswer, ListPartsRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { objectKey } from '../files/object-key.ts';
import { allParts, noSuchUpload } from './all-parts.ts';
import type { UploadStore } from './upload-store.ts';

/** Lists the stored parts of one of the caller's uploads. Throws the same `not-found` for a missing upload and for a stranger's. */
export async function listParts(
  { uploads }: { uploads: UploadStore },
  caller: Caller,
  { uploadId, path }: ListPartsRequest,
): Promise<ListPartsAnswer> {
  const parts = await allParts(uploads, { key: objectKey(caller, path), uploadId });
  if (parts === undefined) throw noSuchUpload();
  return {
    parts: parts.flatMap(({ crc64nvme, ...part }) =>
      // A part without a checksum cannot be compared with the file, so it counts as missing.
      crc64nvme === undefined ? [] : [{ ...part, crc64nvme }],
    ),
  };
}
