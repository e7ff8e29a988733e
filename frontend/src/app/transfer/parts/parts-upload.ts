import type { ApiCalls } from '../requests/api-calls.ts';
import { abandonUpload } from './abandon-upload.ts';
import { completeUpload, isNameTaken } from './complete-upload.ts';
import { UploadFailure } from '../requests/upload-failure.ts';
import { progressReporter, type ProgressReporter } from '../requests/progress-reporter.ts';
import { UploadGone } from './list-parts.ts';
import { PartLedger } from './part-ledger.ts';
import { UnreadableFile, type StoredFile } from '../ports.ts';
import { hashFirst } from './part-hasher.ts';
import type { PartsTask } from './parts-run.ts';
import { compareStored } from './resume-compare.ts';
import { sendParts } from './send-parts.ts';
import { startedUnseen, startUpload } from './start-upload.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { lockName, type UploadRecord } from '../upload-record.ts';
import type { SendResult, UploadState } from '../upload-state.ts';
import { hashWhole } from './hash-whole.ts';

/** How often S3 may forget the upload, or miss a part at the end, before it counts as a failure. */
const mostRounds = 3;

/** `elsewhere`: another tab sends it; to be run again when that one has ended. */
export type PartsResult = SendResult | Extract<UploadState, { kind: 'elsewhere' }>;

interface Doing extends ProgressReporter {
  signal: AbortSignal;
}

/**
 * One file on its way in parts: from its start on S3, or from where an earlier visit stopped, to the stored object.
 * `run` may be called again after a pause, a failure or an answered conflict, and goes on with what is known.
 *
 * A failure never aborts the upload on S3: what arrived stays there, and the person, a reload or another device can go on
 * from it. Only giving it up (`abandon`) frees it; the bucket's lifecycle does so for what everybody forgot.
 */
export class PartsUpload {
  readonly #context: TransferContext;
  readonly #calls: ApiCalls;
  readonly #file: Blob;
  readonly #ledger: PartLedger;
  #record: UploadRecord;
  /** The upload that S3 knew is gone: what is stored under the name may be its outcome. */
  #mayBeOurs = false;
  /** Began in this very run: S3 has nothing to compare with. */
  #fresh = false;

  constructor(context: TransferContext, calls: ApiCalls, file: Blob, record: UploadRecord) {
    this.#context = context;
    this.#calls = calls;
    this.#file = file;
    this.#record = record;
    this.#ledger = new PartLedger(file.size, record.checksums);
  }

  get uploadId(): string | undefined {
    return this.#record.uploadId;
  }

  /** Bytes that S3 has acknowledged. */
  get storedBytes(): number {
    return this.#ledger.storedBytes;
  }

  /** `replaces`: what the person allowed to be replaced. */
  async run(replaces: string | undefined, { signal, report }: Pick<Doing, 'signal' | 'report'>): Promise<PartsResult> {
    if (replaces === undefined) delete this.#record.replaces;
    else this.#record.replaces = replaces;
    try {
      return await this.#rounds({ signal, ...progressReporter(report) });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UnreadableFile) return { kind: 'failed', reason: 'unreadable' };
      if (error instanceof UploadFailure) return error.state;
      throw error;
    }
  }

  /** Once `run` has ended as `elsewhere`: resolves when the other tab has closed or is through with it. */
  async untilNobodySends(signal: AbortSignal): Promise<void> {
    const release = await this.#context.ports.locks.wait(lockName(this.#record.uploadId ?? ''), signal);
    await release();
  }

  /**
   * Frees what S3 holds and forgets it, unless another tab sends it. Nothing of this upload may be under way here.
   */
  async abandon(signal: AbortSignal): Promise<void> {
    const { uploadId } = this.#record;
    const release = uploadId === undefined ? undefined : await this.#context.ports.locks.take(lockName(uploadId));
    if (uploadId !== undefined && !release) return;
    try {
      await this.#free(signal);
    } finally {
      await release?.();
    }
  }

  async #free(signal: AbortSignal): Promise<void> {
    const record = { ...this.#record, discarded: true };
    const terms = { signal, obstacle: () => undefined };
    await this.#context.records.save(record);
    const unseen = () => (record.starting ? startedUnseen(this.#context, this.#calls, record, terms) : undefined);
    const uploadId = record.uploadId ?? (await unseen());
    if (uploadId === undefined) return this.#context.records.remove(record.key);
    await abandonUpload(this.#context, this.#calls, { uploadId, path: record.path, record }, true, signal);
  }

  async #rounds(doing: Doing): Promise<PartsResult> {
    for (let round = 1; ; round += 1) {
      try {
        return await this.#attempt(doing);
      } catch (error) {
        if (!(error instanceof UploadGone)) throw error;
        if (round === mostRounds) throw new UploadFailure('unavailable');
        await this.#forgetUpload();
      }
    }
  }

  async #attempt(doing: Doing): Promise<PartsResult> {
    this.#fresh = false;
    if (this.#record.uploadId === undefined) {
      const [taken] = await Promise.all([this.#begin(doing), hashFirst(this.#means, doing.signal)]);
      if (taken) return taken;
    }
    const uploadId = this.#record.uploadId ?? '';
    // One tab sends; the others take over when that one closes.
    const release = await this.#context.ports.locks.take(lockName(uploadId));
    if (!release) return { kind: 'elsewhere' };
    try {
      for (let round = 1; ; round += 1) {
        await this.#bring(uploadId, doing);
        const result = await this.#complete(uploadId, doing);
        if (result) return result;
        // S3 misses parts that it had acknowledged: compare again and send what is missing.
        if (round === mostRounds) throw new UploadFailure('unavailable');
        this.#fresh = false;
        this.#ledger.forgetStored();
      }
    } finally {
      await release();
    }
  }

  /** The bytes are not sent for a name that is taken: S3 would say so only at the end, the start of an upload says it now. */
  async #begin(doing: Doing): Promise<SendResult | undefined> {
    for (let round = 1; ; round += 1) {
      try {
        await this.#start(doing);
        return undefined;
      } catch (error) {
        if (!isNameTaken(error)) throw error;
        if (round === mostRounds) throw new UploadFailure('unavailable');
        await this.#context.records.remove(this.#record.key);
        delete this.#record.starting;
      }
      const taken = await this.#nameTaken(doing);
      if (taken) return taken;
    }
  }

  async #start(doing: Doing): Promise<void> {
    doing.report({ kind: 'checking' });
    const record = this.#stamped();
    this.#record = { ...record, starting: true };
    const uploadId = await startUpload(this.#context, this.#calls, record, doing);
    this.#ledger.forgetStored();
    // Found again instead of begun: then S3 may have something to compare with.
    this.#fresh = !record.starting;
    this.#record = { ...record, uploadId };
    delete this.#record.starting;
    await this.#save();
  }

  get #means(): Pick<PartsTask, 'context' | 'calls' | 'ledger' | 'file'> {
    return { context: this.#context, calls: this.#calls, ledger: this.#ledger, file: this.#file };
  }

  /** Until S3 has all parts. */
  async #bring(uploadId: string, doing: Doing): Promise<void> {
    const { signal, report } = doing;
    const shared = { ...this.#means, uploadId, path: this.#record.path };
    if (!this.#fresh) {
      const compared = (comparedBytes: number) => report({ kind: 'comparing', comparedBytes });
      compared(0);
      await compareStored({ ...shared, compared }, doing);
    }
    await sendParts({ ...shared, save: () => this.#save(), report }, signal);
  }

  /** `undefined`: compare again what S3 has, and go on from there. */
  async #complete(uploadId: string, doing: Doing): Promise<SendResult | undefined> {
    const crc64nvme = this.#ledger.wholeChecksum;
    if (crc64nvme === undefined) throw new Error('Not all parts are hashed.');
    const { path, sizeBytes, replaces } = this.#record;
    const request = { uploadId, path, sizeBytes, crc64nvme, ...(replaces !== undefined && { replaces }) };
    doing.report({ kind: 'completing' });
    const completion = await completeUpload(this.#calls, request, doing);
    if (completion.kind === 'incomplete') return undefined;
    if (completion.kind === 'name-taken') return this.#nameTaken(doing);
    await this.#context.records.remove(this.#record.key);
    return { kind: 'done', verified: completion.crc64nvme === crc64nvme };
  }

  /** `undefined`: what had the name was deleted meanwhile. Creating it overwrites nothing. */
  async #nameTaken(doing: Doing): Promise<SendResult | undefined> {
    doing.report({ kind: 'checking' });
    const stored = await this.#calls.call((api) => api.describeFile(this.#record.path, doing.signal), doing);
    if (!stored) {
      delete this.#record.replaces;
      return undefined;
    }
    const identical = await this.#isOurs(stored, doing);
    if (!identical || !this.#mayBeOurs) return { kind: 'conflict', etag: stored.etag, identical };
    await this.#context.records.remove(this.#record.key);
    return { kind: 'done', verified: true };
  }

  /** Only a file of the same size is worth reading: the same bytes have the same size. */
  async #isOurs({ sizeBytes, crc64nvme }: StoredFile, { signal, report }: Doing): Promise<boolean> {
    if (sizeBytes !== this.#file.size || crc64nvme === undefined) return false;
    await hashWhole(this.#means, { signal, report });
    return this.#ledger.wholeChecksum === crc64nvme;
  }

  async #forgetUpload(): Promise<void> {
    this.#mayBeOurs = true;
    this.#ledger.forgetStored();
    delete this.#record.uploadId;
    await this.#save();
  }

  #save(): Promise<void> {
    return this.#context.records.save(this.#stamped());
  }

  #stamped(): UploadRecord {
    this.#record = {
      ...this.#record,
      checksums: this.#ledger.checksums,
      savedAtMs: this.#context.ports.clock.now(),
    };
    return this.#record;
  }
}
