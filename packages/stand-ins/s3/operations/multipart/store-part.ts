import { newEtagHex } from '../../encryption.ts';
import type { IncomingBlob } from '../../store/blob-store.ts';
import type { Part, Upload } from '../../store/upload-row.ts';
import type { BucketCall } from '../call.ts';
import type { CopiedBytes } from '../copy-bytes.ts';
import { findUpload } from './find-upload.ts';

/** Makes a part of a blob that is there already. `requireBlob` throws when it is not there any more. */
export async function sharePart(
  call: BucketCall,
  upload: Upload,
  { number, blob, copied }: { readonly number: number; readonly blob: string; readonly copied: CopiedBytes },
  requireBlob: () => void,
): Promise<Part> {
  const { sizeBytes, md5Hex, checksumValue } = copied;
  const etagHex = newEtagHex(upload.headers, md5Hex);
  const part = { number, blob, sizeBytes, etagHex, checksumValue, modifiedAt: call.now() };
  const find = (): Upload => {
    requireBlob();
    return findUpload(call);
  };
  await call.store.removeBlobs(call.store.putPart(find, part));
  return part;
}

/**
 * Stores what `receive` writes as a part of the upload, in the place of an earlier part of the same number: completely or not
 * at all.
 */
export async function storePart<Received extends CopiedBytes>(
  call: BucketCall,
  upload: Upload,
  number: number,
  receive: (blob: IncomingBlob) => Promise<Received>,
): Promise<{ readonly part: Part; readonly received: Received }> {
  const { store } = call;
  const modifiedAt = call.now();
  const blob = await store.createBlob();
  let replaced: readonly string[];
  let outcome: { part: Part; received: Received };
  try {
    const received = await receive(blob);
    const { sizeBytes, md5Hex, checksumValue } = received;
    const etagHex = newEtagHex(upload.headers, md5Hex);
    outcome = { part: { number, blob: blob.name, sizeBytes, etagHex, checksumValue, modifiedAt }, received };
    await blob.publish();
    // The upload is looked up again: it may have been completed or aborted while the bytes arrived.
    replaced = store.putPart(() => findUpload(call), outcome.part);
  } catch (error) {
    await blob.discard();
    throw error;
  }
  await store.removeBlobs(replaced);
  return outcome;
}
