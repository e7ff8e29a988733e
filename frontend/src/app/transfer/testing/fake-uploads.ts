import { CrcSum } from '@airlock/checksum';
import { partPlan, partSize } from '@airlock/contract';

import { CallFailure } from '../ports.ts';

/** A part as the fake S3 keeps it. */
export interface StoredPart {
  sizeBytes: number;
  crc64nvme: string;
}

/** A file as the fake S3 keeps it. */
export interface StoredObject {
  sizeBytes: number;
  etag: string;
  crc64nvme: string;
}

/** An upload that was neither completed nor aborted. */
export interface OpenUpload {
  path: string;
  /** Whether the object of this path was written or deleted after the upload was started. */
  isOutdated?: boolean;
  startedAt: string;
  parts: Map<number, StoredPart>;
}

/** Throws `upload-incomplete` unless the parts are those of a file with this size and checksum. */
export function mustBeWhole(
  parts: ReadonlyMap<number, StoredPart>,
  { sizeBytes, crc64nvme }: Pick<StoredObject, 'sizeBytes' | 'crc64nvme'>,
): void {
  const plan = partPlan(sizeBytes);
  const sum = new CrcSum('crc64nvme');
  for (let part = 1; part <= plan.partCount; part += 1) {
    const stored = parts.get(part);
    if (stored?.sizeBytes !== partSize(sizeBytes, plan, part)) throw new CallFailure('upload-incomplete', '');
    sum.add(stored.crc64nvme, stored.sizeBytes);
  }
  if (sum.value !== crc64nvme) throw new CallFailure('upload-incomplete', 'Other bytes.');
}
