import { CrcSum } from '@airlock/checksum';
import { partPlan, partSize, type PartPlan } from '@airlock/contract';

import { UploadFailure } from '../requests/upload-failure.ts';

/** Knows which parts of one file are hashed and which S3 has acknowledged. It survives a pause and a failure. */
export class PartLedger {
  readonly plan: PartPlan;
  readonly sizeBytes: number;
  /** Checksums from an earlier visit. The same file has the same checksums. */
  readonly #remembered: readonly (string | null)[];
  readonly #checksums: (string | null)[];
  readonly #stored = new Set<number>();
  readonly #sum = new CrcSum('crc64nvme');
  #summed = 0;
  #storedBytes = 0;
  #hashedBytes = 0;

  constructor(sizeBytes: number, remembered: readonly (string | null)[] = []) {
    this.sizeBytes = sizeBytes;
    this.plan = partPlan(sizeBytes);
    this.#remembered = remembered;
    this.#checksums = new Array<string | null>(this.plan.partCount).fill(null);
  }

  get storedBytes(): number {
    return this.#storedBytes;
  }

  get hashedBytes(): number {
    return this.#hashedBytes;
  }

  get isStored(): boolean {
    return this.#stored.size === this.plan.partCount;
  }

  /** CRC64NVME of the whole file in Base64; `undefined` until all parts are hashed. */
  get wholeChecksum(): string | undefined {
    return this.#summed === this.plan.partCount ? this.#sum.value : undefined;
  }

  /** Checksums for the record: those that were computed now, and otherwise those of an earlier visit. */
  get checksums(): (string | null)[] {
    return this.#checksums.map((checksum, index) => checksum ?? this.#remembered[index] ?? null);
  }

  sizeOf(partNumber: number): number {
    return partSize(this.sizeBytes, this.plan, partNumber);
  }

  /** Returns the bytes of one part, or of several consecutive parts up to `lastNumber`. */
  slice(file: Blob, partNumber: number, lastNumber = partNumber): Blob {
    const start = (partNumber - 1) * this.plan.partSizeBytes;
    const lastStart = (lastNumber - 1) * this.plan.partSizeBytes;
    return file.slice(start, lastStart + this.sizeOf(lastNumber));
  }

  checksum(partNumber: number): string | undefined {
    return this.#checksums[partNumber - 1] ?? undefined;
  }

  remembered(partNumber: number): string | undefined {
    return this.#remembered[partNumber - 1] ?? undefined;
  }

  /**
   * Records the checksum of a part. Throws `UploadFailure` with `changed` when the part was read before and had other
   * bytes.
   */
  hashed(partNumber: number, checksum: string): void {
    const before = this.#checksums[partNumber - 1] ?? this.#remembered[partNumber - 1] ?? checksum;
    if (before !== checksum) throw new UploadFailure('changed', { partNumber });
    if (this.checksum(partNumber) !== undefined) return;
    this.#checksums[partNumber - 1] = checksum;
    this.#hashedBytes += this.sizeOf(partNumber);
    // The sum is updated with each part, because adding 10,000 parts at once would block the page.
    for (let next = this.checksum(this.#summed + 1); next !== undefined; next = this.checksum(this.#summed + 1)) {
      this.#summed += 1;
      this.#sum.add(next, this.sizeOf(this.#summed));
    }
  }

  isPartStored(partNumber: number): boolean {
    return this.#stored.has(partNumber);
  }

  stored(partNumber: number): void {
    if (this.#stored.has(partNumber)) return;
    this.#stored.add(partNumber);
    this.#storedBytes += this.sizeOf(partNumber);
  }

  /** Forgets which parts are stored, because a new upload starts with none. Checksums stay valid. */
  forgetStored(): void {
    this.#stored.clear();
    this.#storedBytes = 0;
  }
}
