import type { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { ReleaseLock } from '../ports.ts';
import { lockName, type UploadRecord } from '../upload-record.ts';
import { PartLedger } from './part-ledger.ts';

/**
 * What is known about one upload in parts. It survives a pause or failure of the run, and its record survives the page.
 */
export class KeptUpload {
  readonly context: TransferContext;
  readonly calls: ApiCalls;
  readonly file: Blob;
  readonly ledger: PartLedger;
  readonly record: UploadRecord;
  /**
   * Whether S3 no longer knows an upload of this file. The file that is stored under the name may then be its outcome.
   */
  mayBeStored = false;
  #release: ReleaseLock | undefined;

  constructor(context: TransferContext, calls: ApiCalls, file: Blob, record: UploadRecord) {
    this.context = context;
    this.calls = calls;
    this.file = file;
    this.record = { ...record };
    this.ledger = new PartLedger(file.size, record.checksums);
  }

  get path(): string {
    return this.record.path;
  }

  /** Writes the current record. Resolves when the record would survive a crash. */
  save(): Promise<void> {
    this.record.checksums = this.ledger.checksums;
    this.record.savedAtMs = this.context.ports.clock.now();
    return this.context.records.save(this.record);
  }

  removeRecord(): Promise<void> {
    return this.context.records.remove(this.record.key);
  }

  /** Takes the lock of the upload. Resolves with `false` when another tab sends the upload. */
  async lock(uploadId: string): Promise<boolean> {
    this.#release ??= await this.context.ports.locks.take(lockName(uploadId));
    return this.#release !== undefined;
  }

  async unlock(): Promise<void> {
    const release = this.#release;
    this.#release = undefined;
    await release?.();
  }

  /**
   * Must be called when S3 no longer knows the upload. The next upload starts with nothing stored. Checksums stay
   * valid.
   */
  async forgetUpload(): Promise<void> {
    await this.unlock();
    this.mayBeStored = true;
    this.ledger.forgetStored();
    this.record.uploadId = undefined;
    await this.save();
  }
}
