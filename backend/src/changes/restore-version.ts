import { maxSinglePutBytes } from '@airlock/contract';
import type { RestoreVersionAnswer, RestoreVersionRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { conditionFailed } from '../files/condition.ts';
import type { CopyStore } from '../files/copy-store.ts';
import type { FileStore } from '../files/file-store.ts';
import { objectKey } from '../files/object-key.ts';
import type { VersionStore } from '../files/version-store.ts';
import type { Clock } from './clock.ts';
import { copyVersionInParts } from './copies/copy-version-in-parts.ts';

interface Needs {
  readonly files: FileStore;
  readonly versions: VersionStore;
  readonly copies: CopyStore;
  readonly clock: Clock;
}

/** Size up to which S3 copies a version in parts within one call, in bytes. */
const maxBytesInCall = 16 * 1024 ** 3;

/**
 * Makes an earlier version of the caller's file current by storing a copy of it, above 5 GiB in parts. The version that
 * `replaces` names must be current; it becomes an earlier version. Throws `not-found`, `changed-meanwhile`, `storage-refused` for
 * a version that is archived, and `too-large-to-copy` for one that is not copied within the call.
 */
export async function restoreVersion(
  needs: Needs,
  caller: Caller,
  { path, versionId, replaces }: RestoreVersionRequest,
): Promise<RestoreVersionAnswer> {
  const key = objectKey(caller, path);
  const [current, source] = await Promise.all([needs.files.describe(key), needs.files.describe(key, versionId)]);
  if (source === undefined) throw noSuchVersion();
  if (current?.etag !== replaces || current.versionId === undefined)
    throw conditionFailed({ kind: 'replace', etag: replaces });
  if (source.sizeBytes > maxBytesInCall) throw tooLarge();
  const version = { key, versionId, replaces };
  const isLarge = source.sizeBytes > maxSinglePutBytes;
  const copy = isLarge ? await copyVersionInParts(needs, version, source) : await needs.versions.copyVersion(version);
  const { etag, modifiedAt } = copied(copy, replaces);
  return {
    path,
    sizeBytes: source.sizeBytes,
    modifiedAt: modifiedAt.toISOString(),
    etag,
    ...(source.crc64nvme !== undefined && { crc64nvme: source.crc64nvme }),
    undo: { operation: 'restore-version', request: { path, versionId: current.versionId, replaces: etag } },
  };
}

function copied(copy: Awaited<ReturnType<typeof copyVersionInParts>>, replaces: string) {
  switch (copy.kind) {
    case 'copied':
      return copy;
    case 'changed':
      throw conditionFailed({ kind: 'replace', etag: replaces });
    case 'no-such-version':
      throw noSuchVersion();
    case 'source-refused': {
      const message = 'The storage does not give this version out: it is archived, or encrypted with another key.';
      throw new CodedError('storage-refused', message, { field: 'versionId' });
    }
    case 'too-slow':
      throw tooLarge();
  }
}

function tooLarge(): CodedError {
  const message = 'S3 does not copy this version within one call: download it and upload it again.';
  return new CodedError('too-large-to-copy', message, { field: 'versionId' });
}

function noSuchVersion(): CodedError {
  return new CodedError('not-found', 'There is no such version of this file.', { field: 'versionId' });
}
