import { S3UploadStore } from '../../../backend/src/s3/s3-upload-store.ts';
import { S3VersionStore } from '../../../backend/src/s3/s3-version-store.ts';
import type { Stores } from './find-stores.ts';

/** A prefix under which a bucket keeps things of one person and of nobody else. */
export interface Belongings {
  readonly kind: 'files' | 'records';
  readonly prefix: string;
  readonly versions: S3VersionStore;
  /** Present for files only: records are stored in one request. */
  readonly uploads?: S3UploadStore;
}

/**
 * Returns every place in which the stack keeps something of a person. A new kind of record that belongs to somebody
 * joins here. Each prefix ends with a slash, so that it fits no other id that begins alike.
 */
export function belongingsOf({ s3, filesBucket, stateBucket }: Stores, sub: string): readonly Belongings[] {
  const files = { versions: new S3VersionStore(s3, filesBucket), uploads: new S3UploadStore(s3, filesBucket) };
  const state = { versions: new S3VersionStore(s3, stateBucket) };
  return [
    { kind: 'files', prefix: `${everybodysFiles}${sub}/`, ...files },
    { kind: 'records', prefix: recordsPrefix(sub), ...state },
    { kind: 'records', prefix: `slices/${sub}/`, ...state },
  ];
}

/** The prefix of the records of a person's changes; after it comes the id of a change. */
export const recordsPrefix = (sub: string): string => `changes/${sub}/`;

/** The prefix of everybody's files; after it comes the id of a person. */
export const everybodysFiles = 'users/';

/** The most versions that S3 lists, and removes, at once. */
export const pageLimit = 1000;

/** Lists the versions and deletions under a prefix, page by page. */
export async function* allVersions(versions: S3VersionStore, prefix: string) {
  let page = await versions.listVersions({ prefix, limit: pageLimit });
  yield* page.versions;
  while (page.next !== undefined) {
    page = await versions.listVersions({ prefix, limit: pageLimit, after: page.next });
    yield* page.versions;
  }
}
