import { maxPartCount } from '@airlock/contract';

import type { CopiedPart, CopyRefusal, CopyStore, CopyUpload, PartToCopy } from '../../files/copy-store.ts';

const mib = 1024 ** 2;

/** Size of a part, in bytes. S3 copies it in two to three seconds. */
const usualPartBytes = 256 * mib;
/** Most parts of one file that are copied at the same time. */
const partsAtOnce = 16;

/** The part of a copy that is still missing: a number, and the bytes from `first` to `last`. */
type MissingPart = Pick<PartToCopy, 'partNumber' | 'first' | 'last'>;

/** Returns the size of the parts of a large copy. S3 takes 10,000 parts at most, so those of the largest files are larger. */
export function copyPartBytes(sizeBytes: number): number {
  return Math.max(usualPartBytes, Math.ceil(sizeBytes / maxPartCount / mib) * mib);
}

/** Returns the parts that are not copied yet. */
export function missingParts(sizeBytes: number, copied: readonly CopiedPart[]): readonly MissingPart[] {
  const partBytes = copyPartBytes(sizeBytes);
  const there = new Set(copied.map(({ partNumber }) => partNumber));
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, index) => ({
    partNumber: index + 1,
    first: index * partBytes,
    last: Math.min(sizeBytes, (index + 1) * partBytes) - 1,
  })).filter(({ partNumber }) => !there.has(partNumber));
}

interface PartsToCopy {
  readonly upload: CopyUpload;
  readonly parts: readonly MissingPart[];
  /** Whether no more parts are to be begun. */
  readonly isLate: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * Copies parts, some at the same time, until all are copied, one is refused, or it is late. Returns the first refusal, or
 * whether all are copied.
 */
export async function copyParts(
  copies: CopyStore,
  { upload, parts, isLate, signal }: PartsToCopy,
): Promise<CopyRefusal | { readonly kind: 'no-such-upload' } | { readonly kind: 'all' } | { readonly kind: 'some' }> {
  let refusal: CopyRefusal | { readonly kind: 'no-such-upload' } | undefined;
  let copied = 0;
  const rest = parts.values();
  const worker = async (): Promise<void> => {
    for (const part of rest) {
      const refused = await copies.copyPart({ ...upload, ...part }, signal);
      refusal ??= refused;
      if (refused === undefined) copied += 1;
      if (refusal !== undefined || isLate()) break;
    }
  };
  await Promise.all(Array.from({ length: partsAtOnce }, worker));
  return refusal ?? { kind: copied === parts.length ? 'all' : 'some' };
}
