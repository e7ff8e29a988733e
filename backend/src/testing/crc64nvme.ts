import { createCRC64 } from 'hash-wasm';

/** Computes CRC64NVME as S3 writes it: base64 of the 8 bytes, big-endian. */
export async function crc64nvme(bytes: Uint8Array): Promise<string> {
  const hash = await createCRC64('9a6c9329ac4bc9b5');
  return Buffer.from(hash.init().update(bytes).digest('binary')).toString('base64');
}
