import type { S3UploadStore } from '../../../backend/src/s3/s3-upload-store.ts';
import { allVersions, type Belongings } from './belongings.ts';

/** What there is of a person. */
export interface Counts {
  /** Files as the person sees them, and how many bytes all stored versions have together. */
  readonly files: number;
  readonly bytes: number;
  /** Versions that were replaced or deleted. */
  readonly earlierVersions: number;
  readonly deletions: number;
  readonly uploads: number;
  readonly records: number;
}

/** Counts what there is of a person, without a change. */
export async function countBelongings(all: readonly Belongings[]): Promise<Counts> {
  const counts = { files: 0, bytes: 0, earlierVersions: 0, deletions: 0, uploads: 0, records: 0 };
  for (const { kind, prefix, versions, uploads } of all) {
    for await (const { file, isCurrent } of allVersions(versions, prefix)) {
      if (kind === 'records') counts.records += 1;
      else if (file === undefined) counts.deletions += 1;
      else if (isCurrent) counts.files += 1;
      else counts.earlierVersions += 1;
      counts.bytes += file?.sizeBytes ?? 0;
    }
    counts.uploads += uploads === undefined ? 0 : await countUploads(uploads, prefix);
  }
  return counts;
}

async function countUploads(uploads: S3UploadStore, prefix: string): Promise<number> {
  let page = await uploads.list({ prefix });
  let count = page.uploads.length;
  while (page.next !== undefined) {
    page = await uploads.list({ prefix, after: page.next });
    count += page.uploads.length;
  }
  return count;
}

export const isEmpty = (counts: Counts): boolean => Object.values(counts).every((count) => count === 0);

/** Describes the counts for a person: `3 files, 1 earlier version, 0 deletions, … (12 MB)`. */
export function countsText({ files, bytes, earlierVersions, deletions, uploads, records }: Counts): string {
  const some = (count: number, one: string, many: string): string =>
    `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  return [
    some(files, 'file', 'files'),
    some(earlierVersions, 'earlier version', 'earlier versions'),
    some(deletions, 'deletion', 'deletions'),
    some(uploads, 'unfinished upload', 'unfinished uploads'),
    `${some(records, 'record', 'records')} of changes (${sizeText(bytes)})`,
  ].join(', ');
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** power).toLocaleString('en', { maximumFractionDigits: 1 })} ${units[power] ?? ''}`;
}
