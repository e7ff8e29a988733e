import { partPlan } from '@airlock/contract';

import { ApiCalls } from '../requests/api-calls.ts';
import { hashBlob } from '../checksum/hash-blob.ts';
import { numberedPath } from './numbered-path.ts';
import { PartsUpload, type PartsResult } from '../parts/parts-upload.ts';
import { sendFile } from '../whole/send-file.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { findRecord } from './unfinished.ts';
import { newSending, partsUploadOf, type Entry, type PartsSending, type WholeSending } from './upload-entry.ts';
import type { UploadRecord } from '../upload-record.ts';
import type { SendResult, UploadState } from '../upload-state.ts';
import { randomKey } from '../random-key.ts';

type Report = (state: UploadState) => void;

/** Sends one file. Resolves with its last state, or with a question that only the person can answer. */
export async function runEntry(
  context: TransferContext,
  entry: Entry,
  signal: AbortSignal,
  report: Report,
): Promise<UploadState> {
  for (;;) {
    const result = await sendOnce(context, entry, signal, report);
    // An identical file came up while this one was sent in parts: what S3 has of it is not needed.
    if (result.kind === 'skipped') dropParts(context, entry);
    if (result.kind !== 'conflict' || entry.nameRule === 'ask') return result;
    if (entry.nameRule === 'skip') return { kind: 'skipped', identical: false };
    if (entry.nameRule === 'keep-both') renumber(context, entry);
    else {
      // The person allowed one replacement. When somebody else writes in between, the person is asked again.
      entry.replaces = result.etag;
      entry.nameRule = 'ask';
    }
  }
}

function sendOnce(context: TransferContext, entry: Entry, signal: AbortSignal, report: Report): Promise<PartsResult> {
  const calls = new ApiCalls(context, entry.userId);
  const { sending } = entry;
  return sending.kind === 'parts'
    ? sendParts(context, calls, { entry, sending, signal, report })
    : sendWhole(context, calls, { entry, sending, signal, report });
}

interface SendOptions<Sending> {
  entry: Entry;
  sending: Sending;
  signal: AbortSignal;
  report: Report;
}

async function sendWhole(
  context: TransferContext,
  calls: ApiCalls,
  { entry, sending, signal, report }: SendOptions<WholeSending>,
): Promise<SendResult> {
  const { path, file, contentType, replaces, isProbablyStored } = entry;
  const prepared = context.putSigner.expect();
  try {
    const progress = (hashedBytes: number) => report({ kind: 'hashing', hashedBytes });
    sending.crc64nvme ??= await hashBlob(context, file, { signal, progress });
    report({ kind: 'hashed' });
    const { crc64nvme, mayBeStored } = sending;
    const request = { path, sizeBytes: file.size, contentType, crc64nvme, ...(replaces !== undefined && { replaces }) };
    const follow = (state: UploadState) => {
      if (state.kind === 'sending') sending.mayBeStored = true;
      report(state);
    };
    const options = { context, calls, file, request, signal, report: follow, mayBeStored, isProbablyStored };
    return await sendFile({ ...options, prepared });
  } finally {
    prepared();
  }
}

/** Sends a file in parts. A file that an earlier visit began to send, and that was chosen again, resumes from there. */
async function sendParts(
  context: TransferContext,
  calls: ApiCalls,
  { entry, sending, signal, report }: SendOptions<PartsSending>,
): Promise<PartsResult> {
  const known = sending.upload ? undefined : await findRecord(context, entry);
  if (known?.replaces !== undefined) entry.replaces ??= known.replaces;
  sending.upload ??= new PartsUpload(context, calls, entry.file, known ?? newRecord(context, entry));
  const result = await sending.upload.run(entry.replaces, { signal, report });
  if (!known || result.kind !== 'failed' || result.reason !== 'changed') return result;
  // The file only looked the same. The parts of the other file stay among the unfinished uploads.
  sending.upload = new PartsUpload(context, calls, entry.file, newRecord(context, entry));
  return sending.upload.run(entry.replaces, { signal, report });
}

export function newRecord({ ports }: TransferContext, entry: Entry): UploadRecord {
  const { path, file, contentType, userId, handle } = entry;
  return {
    key: randomKey(),
    userId,
    path,
    name: file.name,
    sizeBytes: file.size,
    lastModified: file.lastModified,
    contentType,
    partSizeBytes: partPlan(file.size).partSizeBytes,
    checksums: [],
    savedAtMs: ports.clock.now(),
    ...(handle && { handle }),
  };
}

/** Gives `entry` the next numbered name. What S3 has under the old name cannot be moved, so it is freed. */
export function renumber(context: TransferContext, entry: Entry): void {
  entry.path = numberedPath(entry.path);
  entry.replaces = undefined;
  if (entry.sending.kind === 'whole') entry.sending.mayBeStored = false;
  dropParts(context, entry);
}

/** Frees the upload in parts, in the background and as soon as none of its requests is in flight. */
export function dropParts(context: TransferContext, entry: Entry): void {
  const { running, stop } = entry;
  const upload = partsUploadOf(entry);
  if (!upload) return;
  entry.sending = newSending(entry.file);
  const over = stop.signal.aborted ? running : Promise.resolve();
  // After a failure the record stays marked as discarded, and the next list of unfinished uploads tries again.
  void over.then(() => upload.abandon(new AbortController().signal)).catch(() => undefined);
}
