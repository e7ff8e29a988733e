import type { HashListener } from '../ports.ts';
import type { Traffic } from '../requests/traffic.ts';

const ignored = () => undefined;

interface Terms {
  signal: AbortSignal;
  /** Called first with 0, when its turn has come. */
  progress?: HashListener['progress'];
}

/** Hashes when its turn has come. Rejects with `UnreadableFile`, or with the signal's reason. */
export async function hashBlob(traffic: Traffic, blob: Blob, terms: Terms): Promise<string> {
  let checksum = '';
  await hashSlices(traffic, blob, blob.size, { ...terms, slice: (crc64nvme) => (checksum = crc64nvme) });
  return checksum;
}

/** The same for each `sliceBytes` of `blob`: one reading of it takes half the time of one for each slice. */
export async function hashSlices(
  { hash, ports }: Traffic,
  blob: Blob,
  sliceBytes: number,
  { signal, progress = ignored, slice }: Terms & Pick<HashListener, 'slice'>,
): Promise<void> {
  const leave = await hash.enter(signal);
  try {
    progress(0);
    await ports.hash(blob, sliceBytes, { progress, slice }, signal);
  } finally {
    leave();
  }
}
