import { crc64nvmeOfSlices } from '../../transfer/checksum/crc64nvme.ts';
import type { Source } from '../service/messages.ts';

/**
 * Resolves with whether a file on the disk has size and checksum of one in the storage. One that cannot be read is not the same.
 * Rejects with the reason of the signal.
 */
export async function isSameFile(there: File, { sizeBytes, crc64nvme }: Source, signal: AbortSignal): Promise<boolean> {
  if (there.size !== sizeBytes || sizeBytes === 0) return there.size === sizeBytes;
  if (crc64nvme === undefined) return false;
  let checksum = '';
  const listener = { progress: () => undefined, slice: (value: string) => void (checksum = value) };
  try {
    await crc64nvmeOfSlices(there, sizeBytes, listener, signal);
  } catch {
    signal.throwIfAborted();
    return false;
  }
  return checksum === crc64nvme;
}
