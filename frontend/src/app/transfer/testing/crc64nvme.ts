import { crc64nvmeOfSlices } from '../checksum/crc64nvme.ts';
import type { HashListener } from '../ports.ts';

/** Resolves with the CRC64NVME of the whole of `blob` in Base64. */
export async function crc64nvme(blob: Blob, progress: HashListener['progress'], signal: AbortSignal): Promise<string> {
  let checksum = '';
  await crc64nvmeOfSlices(blob, blob.size, { progress, slice: (value) => (checksum = value) }, signal);
  return checksum;
}
