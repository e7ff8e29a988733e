import { CodedError } from '../coded-error.ts';
import { inBatches } from '../in-batches.ts';
import { describeOrRefused } from '../files/describe-or-refused.ts';
import type { DeleteOutcome, StoredFile, VersionToDelete } from '../files/file-store.ts';
import type { Bucket } from './bucket.ts';
import { deleteObjects } from './delete-objects.ts';
import { isRefusalCode } from './s3-error.ts';
import { isTemporaryCode } from './temporary-failure.ts';

export interface DeletePlace extends Bucket {
  /** Returns what S3 knows about a current version, or `undefined` when there is none. */
  readonly describe: (key: string) => Promise<StoredFile | undefined>;
}

/**
 * Deletes files, each only while the given version is the current one. `unknown` are those about which S3 did not say
 * anything, `refused` those of which it forbids it; a refusal of any other kind is a fault of ours, and throws.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
export async function deleteVersions(
  place: DeletePlace,
  versions: readonly VersionToDelete[],
): Promise<readonly DeleteOutcome[]> {
  const codes = await deleteObjects(place, versions);
  // A repeated slice looks at every file. All at the same time, they would wait longer for a connection than a request may take.
  const refused = versions.map(({ key }, index) => ({ key, code: codes[index] }));
  return inBatches(refused, ({ key, code }) => toOutcome(place, key, code));
}

async function toOutcome(place: DeletePlace, key: string, code: string | undefined): Promise<DeleteOutcome> {
  if (code === undefined) return 'deleted';
  if (code === 'NoSuchKey') return 'absent';
  if (code === 'PreconditionFailed') return look(place, key);
  if (code === 'ConditionalRequestConflict' || isTemporaryCode(code)) return 'unknown';
  if (isRefusalCode(code)) return 'refused';
  throw new Error(`S3 refused to delete a file: ${code}`);
}

/** Looks why the condition failed: S3 says the same of a file that is in the trash and of another version. */
async function look({ describe }: DeletePlace, key: string): Promise<DeleteOutcome> {
  try {
    return (await describeOrRefused({ describe }, key)) === undefined ? 'absent' : 'changed';
  } catch (error) {
    if (error instanceof CodedError && error.code === 'unavailable') return 'unknown';
    throw error;
  }
}
