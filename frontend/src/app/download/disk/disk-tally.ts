import type { ArchivePlan } from '../../transfer/archive/archive-plan.ts';
import type { ArchiveSummary, MissingFile } from '../service/messages.ts';

/** Number of missing files that the tray is told of. The list on the disk has all. */
const mostNamed = 20;

/** Counts what has become of the files of a download to a folder. */
export class DiskTally {
  readonly missing: MissingFile[] = [];
  receivedBytes = 0;
  /** Whether each file was compared with a checksum of the storage. */
  areVerified = true;
  readonly #plan: ArchivePlan;
  #missingBytes = 0;
  #fileCount = 0;
  #keptCount = 0;
  #numberedCount = 0;

  constructor(plan: ArchivePlan) {
    this.#plan = plan;
  }

  /** Bytes of all files, without those that are missing; `undefined` while more may be found. */
  get totalBytes(): number | undefined {
    const { totalBytes } = this.#plan;
    return totalBytes === undefined ? undefined : totalBytes - this.#missingBytes;
  }

  get summary(): ArchiveSummary {
    return {
      fileCount: this.#fileCount,
      missingCount: this.missing.length,
      missing: this.missing.slice(0, mostNamed),
      changedNames: this.#plan.changedNames.length,
      keptCount: this.#keptCount,
      ...(this.#numberedCount > 0 && { numberedCount: this.#numberedCount }),
    };
  }

  written(isVerified: boolean): void {
    this.#fileCount += 1;
    this.areVerified &&= isVerified;
  }

  /** Counts a file that was on the disk already. */
  kept(sizeBytes: number): void {
    this.#fileCount += 1;
    this.#keptCount += 1;
    this.receivedBytes += sizeBytes;
  }

  /** Counts a file that has a number, because another one on the disk has its name. */
  numbered(): void {
    this.#numberedCount += 1;
  }

  miss(file: MissingFile, sizeBytes: number): void {
    this.missing.push(file);
    this.#missingBytes += sizeBytes;
  }
}
