import { CodedError } from '../coded-error.ts';
import type { CopyRefusal, FileToCopy } from '../files/copy-store.ts';
import { describeOrRefused } from '../files/describe-or-refused.ts';
import type { FileStore } from '../files/file-store.ts';
import { logDenied } from './log-denied.ts';
import { errorName, isDenial, isForbidden, isRefusalCode, toKnownError, wasRepeated } from './s3-error.ts';
import { isTemporaryFailure, statusOf } from './temporary-failure.ts';

type Files = Pick<FileStore, 'describe'>;

/** S3's codes for a condition that does not hold and for a source that is gone. */
const conditionCodes: ReadonlySet<string> = new Set(['PreconditionFailed', 'NoSuchKey', 'NoSuchVersion', 'NotFound']);

/**
 * Finds out why a file was not copied. S3 says PreconditionFailed of a source that is another version and of a key that is
 * taken; of a missing source it says NoSuchKey, or AccessDenied to a role that may not list the whole bucket. A source that
 * it keeps and does not give out is archived (InvalidObjectState), encrypted with a KMS key that the role may not use
 * (AccessDenied), or encrypted with a key that its owner sends along (400).
 */
export async function whyNotCopied(files: Files, error: unknown, copy: FileToCopy): Promise<CopyRefusal> {
  const code = errorName(error) ?? '';
  if (isTemporaryFailure(error) || code === 'AbortError' || code === 'ConditionalRequestConflict') {
    return { kind: 'unknown' };
  }
  // The answer to a HEAD has no body, and so no code.
  const status = statusOf(error);
  const isAboutFiles = conditionCodes.has(code) || status === 412 || status === 400 || isForbidden(error);
  if (!isAboutFiles) throw toKnownError(error);
  try {
    const found = await look(files, copy, wasRepeated(error));
    if (found !== undefined) return found;
  } catch (described) {
    if (described instanceof CodedError && described.code === 'unavailable') return { kind: 'unknown' };
    throw described;
  }
  if (isDenial(code)) logDenied('copy', error);
  if (isRefusalCode(code)) return { kind: 'source-refused' };
  if (status === 400 || status === 403) throw error;
  // What the condition met is gone.
  return { kind: 'unknown' };
}

/** Looks at both files. A file that is there and cannot be read takes its name all the same. */
async function look(
  files: Files,
  { from, versionId, etag, to }: FileToCopy,
  mayBeOurs: boolean,
): Promise<CopyRefusal | undefined> {
  // A copy of an earlier version is meant for the place of a file.
  const isTaken = versionId === undefined && (await describeOrRefused(files, to)) !== undefined;
  if (isTaken) return { kind: 'taken', mayBeOurs };
  const source = await describeOrRefused(files, from, versionId);
  if (source === undefined) return { kind: 'source-absent' };
  if (source === 'refused') return { kind: 'source-refused' };
  return source.etag === etag ? undefined : { kind: 'source-changed' };
}
