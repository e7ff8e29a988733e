import { maxKeyBytes, maxSegmentBytes } from '@airlock/contract';

/** Whether a new name, of a file or with its slash of a folder, is longer than S3 or a file system takes. */
export function isTooLong(key: string): boolean {
  const name = key.slice(key.lastIndexOf('/', key.length - 2) + 1).replace(/\/$/, '');
  return Buffer.byteLength(key) > maxKeyBytes || Buffer.byteLength(name) > maxSegmentBytes;
}
