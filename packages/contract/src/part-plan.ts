import { defaultPartBytes, maxPartCount } from './limits.ts';

/** Says how a file is cut into parts. Every part has `partSizeBytes`; the last part has the rest. */
export interface PartPlan {
  readonly partSizeBytes: number;
  readonly partCount: number;
}

const mib = 1024 ** 2;

/**
 * Returns how a file of `sizeBytes` (1 to `maxFileBytes`) is cut into parts. A part has 16 MiB. When 10,000 of these are
 * too few, it has the smallest whole number of MiB that is enough. Browser and server compute the same plan, so that an
 * upload can be resumed from its size alone.
 */
export function partPlan(sizeBytes: number): PartPlan {
  const wholeMib = Math.ceil(sizeBytes / maxPartCount / mib) * mib;
  const partSizeBytes = Math.max(defaultPartBytes, wholeMib);
  return { partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) };
}

/** Returns the size of one part in bytes. Parts are numbered from 1 to `partCount`. */
export function partSize(sizeBytes: number, { partSizeBytes }: PartPlan, partNumber: number): number {
  return Math.min(partSizeBytes, sizeBytes - (partNumber - 1) * partSizeBytes);
}
