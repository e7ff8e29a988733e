import type { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { ReleaseLock } from '../ports.ts';
import { randomKey } from '../random-key.ts';
import { lockName, type UploadRecord } from '../upload-record.ts';
import { abandonUpload } from './abandon-upload.ts';
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
  /** Whether the file is sent again because others changed the file of its name. */
  isAgain = false;
  /** Locks of the uploads that this run has sent. They are kept until it ends, so that a waiting tab goes on only then. */
  readonly #locks = new Map<string, ReleaseLock>();

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

  /** Id of the upload to go on with; `undefined` while there is none that S3 would take. */
  get uploadId(): string | undefined {
    const { uploadId, outdatedId } = this.record;
    return uploadId === outdatedId ? undefined : uploadId;
  }

  /** Writes the current record. Resolves when the record would survive a crash. */
  save(): Promise<void> {
    this.record.checksums = this.ledger.checksums;
    this.record.savedAtMs = this.context.ports.clock.now();
    return this.context.records.save(this.record);
  }

  /** Removes the record. Parts that could not be freed get one of their own, as of a discarded upload. */
  async removeRecord(): Promise<void> {
    const { record } = this;
    const { records } = this.context;
    const { key, outdatedId: uploadId } = record;
    if (uploadId !== undefined)
      await records.save({ ...record, key: randomKey(), uploadId, starting: undefined, discarded: true });
    await records.remove(key);
  }

  /** Takes the lock of the upload. Resolves with `false` when another tab sends the upload. */
  async lock(uploadId: string): Promise<boolean> {
    const release = this.#locks.get(uploadId) ?? (await this.context.ports.locks.take(lockName(uploadId)));
    if (release) this.#locks.set(uploadId, release);
    return release !== undefined;
  }

  async unlock(): Promise<void> {
    const releases = [...this.#locks.values()];
    this.#locks.clear();
    await Promise.all(releases.map((release) => release()));
  }

  /**
   * Reads again which upload the record names. Resolves with whether it is another one than before, because another tab
   * has started it again, or died while it did.
   */
  async reread(): Promise<boolean> {
    const { key, userId, uploadId, outdatedId } = this.record;
    const saved = (await this.context.records.of(userId)).find((record) => record.key === key);
    if (saved?.uploadId === undefined) return false;
    this.record.uploadId = saved.uploadId;
    this.record.outdatedId = saved.outdatedId;
    this.record.starting = saved.starting;
    return saved.uploadId !== uploadId || saved.outdatedId !== outdatedId;
  }

  /**
   * Must be called when S3 no longer knows the upload. The next upload starts with nothing stored. Checksums stay
   * valid.
   */
  async forgetUpload(): Promise<void> {
    this.mayBeStored = true;
    this.ledger.forgetStored();
    this.record.uploadId = undefined;
    await this.save();
  }

  /**
   * Must be called when S3 takes the upload no more. The next run phase starts another one. Until that has an id, the
   * record names this one, so that a page that dies in between loses neither the upload nor what must be freed.
   */
  async outdate(byOthers: boolean, signal: AbortSignal): Promise<void> {
    // The record has one place only: what could not be freed before is freed first.
    await this.freeOutdated(signal);
    this.mayBeStored = true;
    this.isAgain = byOthers;
    this.record.outdatedId = this.record.uploadId;
    await this.save();
  }

  /** Must be called when the name has the bytes of the file already. Frees the parts of the upload and removes its record. */
  async giveUp(signal: AbortSignal): Promise<void> {
    await this.freeOutdated(signal);
    if (this.record.uploadId !== undefined) this.record.outdatedId = this.record.uploadId;
    await this.freeOutdated(signal);
    await this.removeRecord();
  }

  /** Frees the parts that S3 takes no more. After a failure the next visit frees them, by the record. */
  async freeOutdated(signal: AbortSignal): Promise<void> {
    const { context, calls, path, record } = this;
    const { outdatedId } = record;
    if (outdatedId === undefined) return;
    try {
      await abandonUpload(context, calls, { uploadId: outdatedId, path }, false, signal);
    } catch {
      signal.throwIfAborted();
      return;
    }
    if (record.uploadId === outdatedId) record.uploadId = undefined;
    record.outdatedId = undefined;
    await this.save();
  }
}
