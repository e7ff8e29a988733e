import { CodedError } from '../../coded-error.ts';
import type { CopyRefusal, CopyStore, CopyUpload } from '../../files/copy-store.ts';
import type { FileStore, StoredFile } from '../../files/file-store.ts';
import type { CopyOutcome, VersionToCopy } from '../../files/version-store.ts';
import type { Clock } from '../clock.ts';
import { copyParts, missingParts } from './copy-parts.ts';
import { withoutAnswer } from './without-answer.ts';

/** Time after which a call begins no more parts, and after which it gives up, in milliseconds: API Gateway waits for 29 s. */
const [beginningTime, longestTime] = [12_000, 18_000];
/** Time until which a call looks whether S3 has joined the parts, and time between two looks, in milliseconds. */
const [lookingTime, betweenLooks] = [24_000, 1000];
/** Time after which a call waits no longer for S3 to join the parts, and least time in which it asks for it, in milliseconds. */
const [longestJoin, leastJoin] = [26_000, 1000];

interface Needs {
  readonly files: FileStore;
  readonly copies: CopyStore;
  readonly clock: Clock;
}

type PartsOutcome = Awaited<ReturnType<typeof copyParts>>;
type VersionOutcome = CopyOutcome | { readonly kind: 'too-slow' };

/**
 * Makes an earlier version current that is too large for one request, by copying it in parts within this call. What takes longer
 * is given up as `too-slow`, and its parts are freed.
 */
export async function copyVersionInParts(
  needs: Needs,
  { key, versionId, replaces }: VersionToCopy,
  source: StoredFile,
): Promise<VersionOutcome> {
  const { copies } = needs;
  const started = performance.now();
  const passed = (): number => performance.now() - started;
  const isLate = (): boolean => passed() > beginningTime;
  const { etag, sizeBytes } = source;
  const copy = { from: key, versionId, etag, to: key };
  const begun = await copies.startCopy(copy);
  if (begun.kind !== 'started') return outcomeOf(begun);
  const upload = { ...copy, uploadId: begun.uploadId };
  const given = {
    upload,
    parts: missingParts(sizeBytes, []),
    isLate,
    signal: AbortSignal.timeout(leftUntil(longestTime, passed())),
  };
  const outcome = await copyParts(copies, given).catch(freed(copies, upload));
  if (outcome.kind === 'all') {
    return completed(needs, upload, { replaces, source, passed });
  }
  await copies.abortCopy(upload);
  return given.signal.aborted ? { kind: 'too-slow' } : outcomeOf(outcome);
}

interface Completing {
  readonly replaces: string;
  readonly source: StoredFile;
  /** Returns the time since the copy began, in milliseconds. */
  readonly passed: () => number;
}

/** Lets S3 join the parts. While it may be joining them, also for a request whose answer was lost, the upload stays. */
async function completed(needs: Needs, upload: CopyUpload, completing: Completing): Promise<VersionOutcome> {
  const { copies } = needs;
  const { replaces, source, passed } = completing;
  const { sizeBytes, crc64nvme } = source;
  const parts = (await copies.copiedParts(upload)) ?? [];
  const leftMilliseconds = leftUntil(longestJoin, passed());
  if (leftMilliseconds < leastJoin) {
    await copies.abortCopy(upload);
    return { kind: 'too-slow' };
  }
  const completion = await copies
    .completeCopy({ ...upload, parts, sizeBytes, crc64nvme, replaces }, AbortSignal.timeout(leftMilliseconds))
    .catch(withoutAnswer);
  if (completion.kind === 'checksum-mismatch') {
    await copies.abortCopy(upload);
    throw new CodedError('unavailable', 'The storage returned other bytes: try again.');
  }
  const mayBeJoining = completion.kind === 'conflict' || completion.kind === 'no-answer';
  if (mayBeJoining && !(await isReplaced(needs, upload, completing)))
    throw new CodedError('unavailable', 'The storage may still be joining the parts: look again in some minutes.');
  const found = await current(needs.files, upload.to, { replaces, source });
  if (completion.kind !== 'copied') await copies.abortCopy(upload);
  return found;
}

/** Waits until the version that is to be replaced is no longer current. Returns false when the time of the call is over before. */
async function isReplaced({ files, clock }: Needs, upload: CopyUpload, completing: Completing): Promise<boolean> {
  const { replaces, passed } = completing;
  while ((await files.describe(upload.to))?.etag === replaces) {
    if (passed() >= lookingTime) return false;
    await clock.waitUntil(new Date(clock.now().getTime() + betweenLooks));
  }
  return true;
}

/** Returns the time that is left until `end`, in whole milliseconds. */
const leftUntil = (end: number, passed: number): number => Math.max(0, Math.floor(end - passed));

/** Returns what frees the parts after a failure, and throws it again. */
function freed(copies: CopyStore, upload: CopyUpload): (error: unknown) => Promise<never> {
  return async (error) => {
    await copies.abortCopy(upload);
    throw error;
  };
}

function outcomeOf({ kind }: CopyRefusal | PartsOutcome): VersionOutcome {
  switch (kind) {
    case 'some':
    case 'all':
      return { kind: 'too-slow' };
    case 'source-refused':
      return { kind };
    case 'taken':
      return { kind: 'changed' };
    case 'source-absent':
    case 'source-changed':
      return { kind: 'no-such-version' };
    case 'no-such-upload':
    case 'unknown':
      throw new CodedError('unavailable', 'The storage does not answer at the moment: try again.');
  }
}

/** Looks at the file. It is the copy when it has taken the place of the version to replace, and equals the source. */
async function current(
  files: FileStore,
  key: string,
  { replaces, source }: { readonly replaces: string; readonly source: StoredFile },
): Promise<CopyOutcome> {
  const [there, { files: listed }] = await Promise.all([files.describe(key), files.list({ prefix: key, limit: 1 })]);
  const found = listed.find((file) => file.key === key && file.etag === there?.etag);
  const isCopy =
    there !== undefined &&
    there.etag !== replaces &&
    there.sizeBytes === source.sizeBytes &&
    (source.crc64nvme === undefined || there.crc64nvme === source.crc64nvme);
  return isCopy && found !== undefined
    ? { kind: 'copied', etag: there.etag, modifiedAt: found.modifiedAt }
    : { kind: 'changed' };
}
