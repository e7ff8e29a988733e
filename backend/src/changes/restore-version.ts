import { maxSinglePutBytes } from '@airlock/contract';
import type { RestoreVersionAnswer, RestoreVersionRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { conditionFailed } from '../files/condition.ts';
import type { FileStore } from '../files/file-store.ts';
import { objectKey } from '../files/object-key.ts';
import type { VersionStore } from '../files/version-store.ts';

interface Needs {
  readonly files: FileStore;
  readonly versions: VersionStore;
}

/**
 * Makes an earlier version of the caller's file current by storing a copy of it. The version that `replaces` names must be
 * current; it becomes an earlier version. Throws `not-found`, `changed-meanwhile` and, above 5 GiB, `too-large-to-copy`.
 */
export async function restoreVersion(
  { files, versions }: Needs,
  caller: Caller,
  { path, versionId, replaces }: RestoreVersionRequest,
): Promise<RestoreVersionAnswer> {
  const key = objectKey(caller, path);
  const [current, source] = await Promise.all([files.describe(key), files.describe(key, versionId)]);
  if (source === undefined) throw noSuchVersion();
  if (current?.etag !== replaces || current.versionId === undefined)
    throw conditionFailed({ kind: 'replace', etag: replaces });
  if (source.sizeBytes > maxSinglePutBytes) {
    const message = 'S3 copies up to 5 GiB at once: download this version and upload it again.';
    throw new CodedError('too-large-to-copy', message, { field: 'versionId' });
  }
  const copy = await versions.copyVersion({ key, versionId, replaces });
  if (copy.kind === 'no-such-version') throw noSuchVersion();
  if (copy.kind === 'changed') throw conditionFailed({ kind: 'replace', etag: replaces });
  const { etag, modifiedAt } = copy;
  return {
    path,
    sizeBytes: source.sizeBytes,
    modifiedAt: modifiedAt.toISOString(),
    etag,
    ...(source.crc64nvme !== undefined && { crc64nvme: source.crc64nvme }),
    undo: { operation: 'restore-version', request: { path, versionId: current.versionId, replaces: etag } },
  };
}

function noSuchVersion(): CodedError {
  return new CodedError('not-found', 'There is no such version of this file.', { field: 'versionId' });
}
