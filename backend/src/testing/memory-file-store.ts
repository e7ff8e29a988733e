import { BadListPosition } from '../files/file-store.ts';
import type { FileStore, StoredFile, StoredPage } from '../files/file-store.ts';

const modifiedAt = new Date('2026-11-24T09:00:00Z');

/** A `FileStore` in memory, in S3's order and with S3's pages. */
export class MemoryFileStore implements FileStore {
  readonly #files = new Map<string, StoredFile>();

  put(key: string, file: Partial<StoredFile> = {}): this {
    this.#files.set(key, {
      sizeBytes: 3,
      contentType: 'text/plain',
      etag: '"900150983cd24fb0d6963f7d28e17f72"',
      ...file,
    });
    return this;
  }

  get keys(): string[] {
    return [...this.#files.keys()];
  }

  describe(key: string): Promise<StoredFile | undefined> {
    return Promise.resolve(this.#files.get(key));
  }

  delete(key: string): Promise<void> {
    this.#files.delete(key);
    return Promise.resolve();
  }

  list({ prefix, limit, from }: { prefix: string; limit: number; from?: string }): Promise<StoredPage> {
    if (from?.startsWith('next:') === false) return Promise.reject(new BadListPosition());
    const after = from?.slice('next:'.length) ?? '';
    const entries = this.#entriesOf(prefix).filter((entry) => compareUtf8(entry, after) > 0);
    const page = entries.slice(0, limit);
    const last = page.at(-1);
    return Promise.resolve({
      prefixes: page.filter((entry) => this.#files.get(entry) === undefined),
      files: page.flatMap((key) => {
        const file = this.#files.get(key);
        return file === undefined ? [] : [{ key, sizeBytes: file.sizeBytes, etag: file.etag, modifiedAt }];
      }),
      ...(entries.length > page.length && last !== undefined && { next: `next:${last}` }),
    });
  }

  /** Returns the keys directly under the prefix, and each prefix one level deeper once, with its slash. */
  #entriesOf(prefix: string): string[] {
    const entries = this.keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => {
        const slash = key.indexOf('/', prefix.length);
        return slash === -1 ? key : key.slice(0, slash + 1);
      });
    return [...new Set(entries)].toSorted(compareUtf8);
  }
}

function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
