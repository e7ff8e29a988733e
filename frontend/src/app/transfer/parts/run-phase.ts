import type { Obstacle } from '../requests/attempts.ts';
import type { ProgressReporter } from '../requests/progress-reporter.ts';
import type { StoredFile } from '../ports.ts';
import type { SendResult, UploadState } from '../upload-state.ts';
import { completeUpload } from './complete-upload.ts';
import { hashWhole } from './hash-whole.ts';
import type { KeptUpload } from './kept-upload.ts';
import { UploadGone } from './list-parts.ts';
import { isNameTaken } from './name-taken.ts';
import { hashFirst } from './part-hasher.ts';
import { compareStored } from './resume-compare.ts';
import { sendParts } from './send-parts.ts';
import { startUpload } from './start-upload.ts';

/** The phase in which a run of the upload is. */
export type Phase =
  | { kind: 'find-or-start' }
  /** The upload was found on S3 and not started by this run, so S3 may hold parts of it. */
  | { kind: 'compare'; uploadId: string }
  | { kind: 'send'; uploadId: string }
  | { kind: 'complete'; uploadId: string }
  | { kind: 'name-taken' };

/**
 * The result of a run. `elsewhere`: another tab sends the file, and the upload must be run again when that tab has
 * ended.
 */
export type PartsResult = SendResult | Extract<UploadState, { kind: 'elsewhere' }>;

/** What a run starts again after. `outdated`: S3 takes the upload no more. */
export type Setback = 'upload-gone' | 'parts-missing' | 'name-free-again' | 'outdated';

/** What a phase leads to. After a setback the run starts again with what is known by then. */
export type Step = { next: Phase } | { setback: Setback } | { result: PartsResult };

export interface Run extends ProgressReporter {
  signal: AbortSignal;
}

/** Runs one phase of sending `upload` in parts. Rejects with `UploadFailure` when the upload cannot succeed. */
export async function runPhase(phase: Phase, upload: KeptUpload, run: Run): Promise<Step> {
  try {
    switch (phase.kind) {
      case 'find-or-start':
        return await findOrStart(upload, run);
      case 'compare':
        return await compare(upload, phase.uploadId, run);
      case 'send':
        return await send(upload, phase.uploadId, run);
      case 'complete':
        return await complete(upload, phase.uploadId, run);
      case 'name-taken':
        return await describeTakenName(upload, run);
    }
  } catch (error) {
    if (error instanceof UploadGone) return { setback: 'upload-gone' };
    throw error;
  }
}

/**
 * Starts the upload or takes the known one, and locks it. Only one tab sends an upload; other tabs take over when it is
 * closed.
 */
async function findOrStart(upload: KeptUpload, run: Run): Promise<Step> {
  const named = upload.record.uploadId;
  if (named !== undefined) {
    if (!(await upload.lock(named))) return { result: { kind: 'elsewhere' } };
    // The tab that sent the upload until now may have started it again.
    if (await upload.reread()) return { next: { kind: 'find-or-start' } };
  }
  const known = upload.uploadId;
  if (known !== undefined) {
    upload.record.starting = undefined;
    return { next: { kind: 'compare', uploadId: known } };
  }
  const [started] = await Promise.all([start(upload, run), hashFirst(upload, run.signal)]);
  if (!started) return { next: { kind: 'name-taken' } };
  const { uploadId, isNew } = started;
  if (!(await upload.lock(uploadId))) return { result: { kind: 'elsewhere' } };
  return { next: { kind: isNew ? 'send' : 'compare', uploadId } };
}

/**
 * Starts the upload on S3, or finds the upload whose start was never answered. Resolves with `undefined` when the name
 * already exists; without this check S3 would report it only at the end, after all bytes.
 */
async function start(upload: KeptUpload, run: Run): Promise<{ uploadId: string; isNew: boolean } | undefined> {
  const { context, calls, record, ledger } = upload;
  run.report({ kind: upload.isAgain && record.outdatedId !== undefined ? 'starting-again' : 'checking' });
  const before = { ...record, checksums: ledger.checksums, savedAtMs: context.ports.clock.now() };
  record.starting = true;
  try {
    record.uploadId = await startUpload(context, calls, before, { signal: run.signal, obstacle: freeing(upload, run) });
  } catch (error) {
    if (!isNameTaken(error)) throw error;
    await upload.freeOutdated(run.signal);
    await upload.removeRecord();
    record.starting = undefined;
    return undefined;
  }
  record.starting = undefined;
  ledger.forgetStored();
  await upload.save();
  return { uploadId: record.uploadId, isNew: !before.starting };
}

/** Returns a listener for obstacles that frees the outdated upload of the file when there is no room for another. */
const freeing = (upload: KeptUpload, { signal, obstacle }: Run) => {
  return (now: Obstacle) => {
    // The run itself notices that it was stopped.
    if (now?.kind === 'no-room') void upload.freeOutdated(signal).catch(() => undefined);
    obstacle(now);
  };
};

async function compare(upload: KeptUpload, uploadId: string, run: Run): Promise<Step> {
  const { context, calls, file, ledger, path } = upload;
  const compared = (comparedBytes: number) => run.report({ kind: 'comparing', comparedBytes });
  compared(0);
  await compareStored({ context, calls, file, ledger, path, uploadId, compared }, run);
  return { next: { kind: 'send', uploadId } };
}

async function send(upload: KeptUpload, uploadId: string, { signal, report }: Run): Promise<Step> {
  const { context, calls, file, ledger, path } = upload;
  await upload.freeOutdated(signal);
  // A file that is sent again is not hashed again.
  const tell = (state: UploadState) => {
    if (!upload.isAgain || state.kind !== 'hashing') report(state);
  };
  await sendParts({ context, calls, file, ledger, path, uploadId, save: () => upload.save(), report: tell }, signal);
  return { next: { kind: 'complete', uploadId } };
}

async function complete(upload: KeptUpload, uploadId: string, run: Run): Promise<Step> {
  const crc64nvme = upload.ledger.wholeChecksum;
  if (crc64nvme === undefined) throw new Error('Not all parts are hashed.');
  const { path, sizeBytes, replaces } = upload.record;
  run.report({ kind: 'completing' });
  const request = { uploadId, path, sizeBytes, crc64nvme, ...(replaces !== undefined && { replaces }) };
  const completion = await completeUpload(upload.context.ports.clock, upload.calls, request, run);
  if (completion.kind === 'incomplete') return { setback: 'parts-missing' };
  if (completion.kind === 'outdated') return { setback: 'outdated' };
  if (completion.kind === 'name-taken') return { next: { kind: 'name-taken' } };
  await upload.removeRecord();
  return { result: { kind: 'done', verified: completion.crc64nvme === crc64nvme } };
}

async function describeTakenName(upload: KeptUpload, run: Run): Promise<Step> {
  run.report({ kind: 'checking' });
  const stored = await upload.calls.call((api) => api.describeFile(upload.path, run.signal), run);
  if (!stored) {
    // The file that had the name was deleted meanwhile, so creating it overwrites nothing.
    upload.record.replaces = undefined;
    return { setback: 'name-free-again' };
  }
  if (!(await isSameFile(upload, stored, run))) return { result: { kind: 'conflict', etag: stored.etag } };
  if (!upload.mayBeStored) return { result: { kind: 'skipped', identical: true } };
  await upload.giveUp(run.signal);
  return { result: { kind: 'done', verified: true } };
}

/** Resolves with whether the stored file has the same bytes. The file is hashed only when the sizes are equal. */
async function isSameFile(upload: KeptUpload, { sizeBytes, crc64nvme }: StoredFile, run: Run): Promise<boolean> {
  if (sizeBytes !== upload.file.size || crc64nvme === undefined) return false;
  await hashWhole(upload, run);
  return upload.ledger.wholeChecksum === crc64nvme;
}
