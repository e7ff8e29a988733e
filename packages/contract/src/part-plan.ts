import { defaultPartBytes, maxPartCount } from './limits.ts';

/** How a file is cut: every part has `partSizeBytes`, the last one what is left. */
export interface PartPlan {
  readonly partSizeBytes: number;
  readonly partCount: number;
}

const mib = 1024 ** 2;

/**
 * The one way in which a file of `sizeBytes` (1 to `maxFileBytes`) is cut: parts of 16 MiB, and of the fewest whole MiB
 * that are enough when 10,000 of those are not. Browser and server compute it alike, so that an upload can go on from
 * its size alone.
 */
export function partPlan(sizeBytes: number): PartPlan {
  const wholeMib = Math.ceil(sizeBytes / maxPartCount / mib) * mib;
  const partSizeBytes = Math.max(defaultPartBytes, wholeMib);
  return { partSizeBytes, partCount: Math.ceil(sizeBytes / partSizeBytes) };
}

/** Bytes of one part, 1 to `partCount`. */
export function partSize(sizeBytes: number, { partSizeBytes }: PartPlan, partNumber: number): number {
  return Math.min(partSizeBytes, sizeBytes - (partNumber - 1) * partSizeBytes);
}
