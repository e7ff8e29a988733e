import type { HashListener } from '../ports.ts';
import type { TransferContext } from '../requests/transfer-context.ts';

const ignored = () => undefined;

interface Terms {
  signal: AbortSignal;
  /** Receives the number of hashed bytes, and 0 when hashing begins. */
  progress?: HashListener['progress'];
}

/**
 * Resolves with the CRC64NVME of `blob` in Base64. Waits until fewer than the allowed number of files are being hashed.
 * Rejects with `UnreadableFile`, or with the signal's reason.
 */
export async function hashBlob(context: TransferContext, blob: Blob, terms: Terms): Promise<string> {
  let checksum = '';
  await hashSlices(context, blob, blob.size, { ...terms, slice: (crc64nvme) => (checksum = crc64nvme) });
  return checksum;
}

/**
 * Hashes each slice of `sliceBytes` bytes of `blob` in one pass, which takes half the time of one pass for each slice.
 * Waits and rejects like `hashBlob`.
 */
export async function hashSlices(
  { hashLimit, ports }: TransferContext,
  blob: Blob,
  sliceBytes: number,
  { signal, progress = ignored, slice }: Terms & Pick<HashListener, 'slice'>,
): Promise<void> {
  const release = await hashLimit.acquire(signal);
  try {
    progress(0);
    await ports.hash(blob, sliceBytes, { progress, slice }, signal);
  } finally {
    release();
  }
}
