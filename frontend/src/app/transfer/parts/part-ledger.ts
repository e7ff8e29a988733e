import { CrcSum } from '@airlock/checksum';
import { partPlan, partSize, type PartPlan } from '@airlock/contract';

import { UploadFailure } from '../requests/upload-failure.ts';

/** What is known of the parts of one file: which are hashed, which S3 has acknowledged. Survives pause and failure. */
export class PartLedger {
  readonly plan: PartPlan;
  readonly sizeBytes: number;
  /** What an earlier visit hashed: the same file hashes the same. */
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

  /** CRC64NVME of the whole file, once all parts are hashed. */
  get wholeChecksum(): string | undefined {
    return this.#summed === this.plan.partCount ? this.#sum.value : undefined;
  }

  /** For the record: what was hashed now, else what an earlier visit had hashed. */
  get checksums(): (string | null)[] {
    return this.#checksums.map((checksum, index) => checksum ?? this.#remembered[index] ?? null);
  }

  sizeOf(partNumber: number): number {
    return partSize(this.sizeBytes, this.plan, partNumber);
  }

  /** Of one part, or of several that follow each other. */
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

  /** Throws when an earlier visit has read other bytes here. */
  hashed(partNumber: number, checksum: string): void {
    const before = this.#checksums[partNumber - 1] ?? this.#remembered[partNumber - 1] ?? checksum;
    if (before !== checksum) throw new UploadFailure('changed', { partNumber });
    if (this.checksum(partNumber) !== undefined) return;
    this.#checksums[partNumber - 1] = checksum;
    this.#hashedBytes += this.sizeOf(partNumber);
    // Added up as it becomes known: 10,000 parts at once would be a long task.
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

  /** A new upload begins with nothing stored; what is hashed stays true. */
  forgetStored(): void {
    this.#stored.clear();
    this.#storedBytes = 0;
  }
}
