import type { HashListener } from '../ports.ts';
import type { TransferContext } from '../requests/transfer-context.ts';

const ignored = () => undefined;

interface Terms {
  signal: AbortSignal;
  /** Called first with 0, when its turn has come. */
  progress?: HashListener['progress'];
}

/** Hashes when its turn has come. Rejects with `UnreadableFile`, or with the signal's reason. */
export async function hashBlob(context: TransferContext, blob: Blob, terms: Terms): Promise<string> {
  let checksum = '';
  await hashSlices(context, blob, blob.size, { ...terms, slice: (crc64nvme) => (checksum = crc64nvme) });
  return checksum;
}

/** The same for each `sliceBytes` of `blob`: one reading of it takes half the time of one for each slice. */
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
