import { compareUtf8 } from '../files/compare-utf8.ts';
import { BadListPosition } from '../files/file-store.ts';
import type {
  DeepPage,
  DeleteOutcome,
  FileStore,
  StoredFile,
  StoredListEntry,
  StoredPage,
  VersionToDelete,
} from '../files/file-store.ts';
import type {
  CopyOutcome,
  LeftVersion,
  StoredVersion,
  VersionPage,
  VersionPlace,
  VersionStore,
  VersionToCopy,
} from '../files/version-store.ts';
import { MemoryVersions } from './memory-versions.ts';
import type { MemoryVersion } from './memory-versions.ts';

/** Most entries that S3 lists at once, whatever is asked for. */
const mostEntries = 1000;

/** The stores of files and of their versions in memory, in S3's order and with S3's pages, versions and conditions. */
export class MemoryFileStore implements FileStore, VersionStore {
  /** The time at which everything is stored or deleted, until a spec sets another. */
  now = new Date('2026-11-24T09:00:00Z');
  readonly #versions = new MemoryVersions();

  /** Stores a new version of a file. */
  put(key: string, file: Partial<StoredFile> = {}): this {
    this.#versions.add(key, this.now, {
      sizeBytes: 3,
      contentType: 'text/plain',
      etag: '"900150983cd24fb0d6963f7d28e17f72"',
      ...file,
    });
    return this;
  }

  /** The keys of the files that are there, without those that are deleted, in UTF-8 order. */
  get keys(): string[] {
    return this.#currentKeys('');
  }

  /** Returns the id of the newest version of a key, which may be a deletion. Throws without one. */
  newestVersionId(key: string): string {
    const [newest] = this.#versions.of(key);
    if (newest === undefined) throw new Error(`There is no version of ${key}.`);
    return newest.versionId;
  }

  /** Returns the number of versions of a key, deletions included. */
  versionCount(key: string): number {
    return this.#versions.of(key).length;
  }

  /** Returns the current version of a file at once, for stores that write under a condition. */
  current(key: string): StoredFile | undefined {
    return this.#versions.current(key)?.file;
  }

  /** Returns a version of a file at once, or the current one. */
  at(key: string, versionId?: string): StoredFile | undefined {
    return versionId === undefined ? this.current(key) : this.#versions.find(key, versionId)?.file;
  }

  describe(key: string, versionId?: string): Promise<StoredFile | undefined> {
    return Promise.resolve(this.at(key, versionId));
  }

  /** Deletes a file whatever its current version is, also when there is none. */
  trash(key: string): this {
    this.#versions.add(key, this.now);
    return this;
  }

  deleteVersions(versions: readonly VersionToDelete[]): Promise<readonly DeleteOutcome[]> {
    return Promise.resolve(versions.map((version) => this.#deleteVersion(version)));
  }

  #deleteVersion({ key, etag }: VersionToDelete): DeleteOutcome {
    const current = this.#versions.current(key);
    if (current === undefined) return 'absent';
    if (current.file?.etag !== etag) return 'changed';
    this.#versions.add(key, this.now);
    return 'deleted';
  }

  createMarker(key: string): Promise<boolean> {
    if (this.#versions.current(key) !== undefined) return Promise.resolve(false);
    this.#versions.add(key, this.now, {
      sizeBytes: 0,
      contentType: 'application/x-directory',
      etag: '"d41d8cd98f00b204e9800998ecf8427e"',
      crc64nvme: 'AAAAAAAAAAA=',
    });
    return Promise.resolve(true);
  }

  list({ prefix, limit, from }: { prefix: string; limit: number; from?: string }): Promise<StoredPage> {
    if (from?.startsWith('next:') === false) return Promise.reject(new BadListPosition());
    const after = from?.slice('next:'.length) ?? '';
    const entries = this.#entriesOf(prefix).filter((entry) => compareUtf8(entry, after) > 0);
    const page = entries.slice(0, Math.min(limit, mostEntries));
    // S3 counts the marker of a folder among the prefixes of the folder above, and among the files of its own.
    const isPrefix = (entry: string): boolean => entry.endsWith('/') && entry !== prefix;
    const last = page.at(-1);
    return Promise.resolve({
      prefixes: page.filter((entry) => isPrefix(entry)),
      files: page.filter((entry) => !isPrefix(entry)).flatMap((key) => this.#listed(key)),
      ...(entries.length > page.length && last !== undefined && { next: `next:${last}` }),
    });
  }

  listDeep({ prefix, limit, after = '' }: { prefix: string; limit: number; after?: string }): Promise<DeepPage> {
    const keys = this.#currentKeys(prefix).filter((key) => compareUtf8(key, after) > 0);
    const files = keys.slice(0, limit).flatMap((key) => this.#listed(key));
    return Promise.resolve({ files, hasMore: keys.length > limit });
  }

  listVersions(page: { prefix: string; limit: number; after?: VersionPlace }): Promise<VersionPage> {
    const isAfter = this.#afterPlace(page.after);
    if (isAfter === undefined) return Promise.reject(new BadListPosition());
    const rest = this.#versions
      .keys(page.prefix)
      .flatMap((key) => this.#versions.of(key))
      .filter(isAfter);
    const versions = rest.slice(0, page.limit);
    const last = versions.at(-1);
    return Promise.resolve({
      versions: versions.map((version) => this.#listedVersion(version)),
      ...(rest.length > versions.length &&
        last !== undefined && { next: { key: last.key, versionId: last.versionId } }),
    });
  }

  removeVersions(versions: readonly Required<VersionPlace>[]): Promise<readonly LeftVersion[]> {
    for (const { key, versionId } of versions) this.#versions.remove(key, versionId);
    return Promise.resolve([]);
  }

  copyVersion({ key, versionId, replaces }: VersionToCopy): Promise<CopyOutcome> {
    const source = this.#versions.find(key, versionId)?.file;
    if (source === undefined) return Promise.resolve({ kind: 'no-such-version' });
    if (this.#versions.current(key)?.file?.etag !== replaces) return Promise.resolve({ kind: 'changed' });
    const { modifiedAt } = this.#versions.add(key, this.now, source);
    return Promise.resolve({ kind: 'copied', etag: source.etag, modifiedAt });
  }

  /** Returns the test for versions after this place, or `undefined` when the place never was. */
  #afterPlace(after: VersionPlace | undefined): ((version: MemoryVersion) => boolean) | undefined {
    if (after === undefined) return () => true;
    const sequence = after.versionId === undefined ? 0 : this.#versions.sequenceOf(after.versionId);
    if (sequence === undefined) return undefined;
    return (version) =>
      version.key === after.key ? version.sequence < sequence : compareUtf8(version.key, after.key) > 0;
  }

  #listedVersion({ key, versionId, modifiedAt, file }: MemoryVersion): StoredVersion {
    const isCurrent = this.#versions.of(key)[0]?.versionId === versionId;
    const common = { key, versionId, modifiedAt, isCurrent };
    return file === undefined ? common : { ...common, file: { sizeBytes: file.sizeBytes, etag: file.etag } };
  }

  #listed(key: string): StoredListEntry[] {
    const current = this.#versions.current(key);
    if (current?.file === undefined) return [];
    const { sizeBytes, etag } = current.file;
    return [{ key, sizeBytes, etag, modifiedAt: current.modifiedAt }];
  }

  #currentKeys(prefix: string): string[] {
    return this.#versions.keys(prefix).filter((key) => this.#versions.current(key) !== undefined);
  }

  /** Returns the keys directly under the prefix, and each prefix one level deeper once, with its slash. */
  #entriesOf(prefix: string): string[] {
    const entries = this.#currentKeys(prefix).map((key) => {
      const slash = key.indexOf('/', prefix.length);
      return slash === -1 ? key : key.slice(0, slash + 1);
    });
    return [...new Set(entries)].toSorted(compareUtf8);
  }
}
