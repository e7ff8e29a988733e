import { readBucket, type Bucket } from './bucket.ts';
import { documentsOf, type BucketDefinition } from './bucket-definition.ts';
import type { Documents } from './settings/setting.ts';
import type { BucketRecords } from './store/bucket-records.ts';

/** All buckets. A setting that a client makes is in force from its answer on. */
export class Buckets {
  readonly #records: BucketRecords;
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Opens the buckets as a deployment would: the template replaces what clients have set for its own buckets since.
   * Other buckets stay as they were left.
   */
  constructor(records: BucketRecords, definitions: readonly BucketDefinition[], now: Date) {
    this.#records = records;
    for (const definition of definitions) records.put(definition.name, now, documentsOf(definition));
    for (const { name, createdAt, documents } of records.all()) {
      this.#buckets.set(name, readBucket(name, createdAt, documents));
    }
  }

  get(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  /** Returns all buckets, sorted by name. */
  all(): Bucket[] {
    return [...this.#buckets.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  create(name: string, now: Date, documents: Documents): void {
    this.#records.put(name, now, documents);
    this.#buckets.set(name, readBucket(name, now, documents));
  }

  /** Removes a bucket without objects. Returns the blobs that nothing needs any more. */
  remove(name: string): string[] {
    const unused = this.#records.remove(name);
    this.#buckets.delete(name);
    return unused;
  }

  /** Stores a setting; `undefined` removes it. */
  set({ name, createdAt }: Bucket, subresource: string, document: string | undefined): void {
    const documents = new Map(this.#buckets.get(name)?.documents);
    if (document === undefined) documents.delete(subresource);
    else documents.set(subresource, document);
    const changed = readBucket(name, createdAt, documents);
    if (document === undefined) this.#records.removeSetting(name, subresource);
    else this.#records.putSetting(name, subresource, document);
    this.#buckets.set(name, changed);
  }
}
