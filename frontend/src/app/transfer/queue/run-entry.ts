import { defaultPartBytes, partPlan } from '@airlock/contract';

import { ApiCalls } from '../requests/api-calls.ts';
import { hashBlob } from '../checksum/hash-blob.ts';
import { numberedPath } from './numbered-path.ts';
import { PartsUpload, type PartsResult } from '../parts/parts-upload.ts';
import { sendFile } from '../whole/send-file.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { findRecord } from './unfinished.ts';
import type { Entry } from './upload-entry.ts';
import type { UploadRecord } from '../upload-record.ts';
import type { SendResult, UploadState } from '../upload-state.ts';

type Report = (state: UploadState) => void;

/** A file that fits into one part is one request; so is an empty one. */
export const isSentInParts = (file: Blob): boolean => file.size > defaultPartBytes;

/** Brings one file to its end, or to the question that only the person can answer. */
export async function runEntry(
  context: TransferContext,
  entry: Entry,
  signal: AbortSignal,
  report: Report,
): Promise<UploadState> {
  for (;;) {
    const result = await sendOnce(context, entry, signal, report);
    if (result.kind !== 'conflict' || entry.nameRule === 'ask') return result;
    if (entry.nameRule === 'skip') return { kind: 'skipped' };
    if (entry.nameRule === 'keep-both') renumber(context, entry);
    else {
      // Replacing was allowed once; when somebody writes in between, the person is asked again.
      entry.replaces = result.etag;
      entry.nameRule = 'ask';
    }
  }
}

function sendOnce(context: TransferContext, entry: Entry, signal: AbortSignal, report: Report): Promise<PartsResult> {
  const calls = new ApiCalls(context, entry.userId);
  return entry.parts || isSentInParts(entry.file)
    ? sendLarge(context, calls, entry, { signal, report })
    : sendSmall(context, calls, entry, { signal, report });
}

interface Doing {
  signal: AbortSignal;
  report: Report;
}

async function sendSmall(context: TransferContext, calls: ApiCalls, entry: Entry, doing: Doing): Promise<SendResult> {
  const { path, file, contentType, replaces } = entry;
  const { signal, report } = doing;
  const progress = (hashedBytes: number) => report({ kind: 'hashing', hashedBytes });
  entry.crc64nvme ??= await hashBlob(context, file, { signal, progress });
  report({ kind: 'hashed' });
  const { crc64nvme } = entry;
  const request = { path, sizeBytes: file.size, contentType, crc64nvme, ...(replaces !== undefined && { replaces }) };
  const { mayBeStored = false } = entry;
  const follow = (state: UploadState) => {
    if (state.kind === 'sending') entry.mayBeStored = true;
    report(state);
  };
  return sendFile({ context, calls, file, request, signal, report: follow, mayBeStored });
}

/** A file that an earlier visit had begun to send, and that is chosen anew, goes on by itself. */
async function sendLarge(context: TransferContext, calls: ApiCalls, entry: Entry, doing: Doing): Promise<PartsResult> {
  const known = entry.parts ? undefined : await findRecord(context, entry);
  if (known?.replaces !== undefined) entry.replaces ??= known.replaces;
  entry.parts ??= new PartsUpload(context, calls, entry.file, known ?? newRecord(context, entry));
  const result = await entry.parts.run(entry.replaces, doing);
  if (!known || result.kind !== 'failed' || result.reason !== 'changed') return result;
  // It only looked like the same file. What the other one left behind stays among the unfinished.
  entry.parts = new PartsUpload(context, calls, entry.file, newRecord(context, entry));
  return entry.parts.run(entry.replaces, doing);
}

export function newRecord({ ports }: TransferContext, entry: Entry): UploadRecord {
  const { path, file, contentType, userId, handle } = entry;
  return {
    key: crypto.randomUUID(),
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

/** Takes the next free name. What S3 has under the old one can not be moved there: it is freed. */
export function renumber(context: TransferContext, entry: Entry): void {
  entry.path = numberedPath(entry.path);
  delete entry.replaces;
  delete entry.mayBeStored;
  dropParts(context, entry);
}

/** Gives the upload in parts up, in the background and when nothing of it is under way any more. */
export function dropParts(context: TransferContext, entry: Entry): void {
  const { parts, running, stop } = entry;
  if (!parts) return;
  delete entry.parts;
  const over = stop.signal.aborted ? running : Promise.resolve();
  // A failure leaves the record marked as given up, and the next look at the unfinished ones tries again.
  void over.then(() => parts.abandon(new AbortController().signal)).catch(() => undefined);
}
