import type { FileHandle } from 'node:fs/promises';

import type { Bucket } from '../bucket.ts';
import { S3Error } from '../errors.ts';
import { BlobHashes } from './blob-hashes.ts';
import { BlobStore, type IncomingBlob } from './blob-store.ts';
import { BucketRecords } from './bucket-records.ts';
import {
  deleteObject,
  newVersionId,
  removeVersion,
  reported,
  type Delete,
  type Deleted,
  type DeleteNeeds,
} from './deletes.ts';
import { Metadata, type NewVersion } from './metadata.ts';
import { PendingWrites } from './pending-writes.ts';
import { openDirectory } from './schema.ts';
import { Statements } from './statements.ts';
import { UploadRecords } from './upload-records.ts';
import type { Part, Upload } from './upload-row.ts';
import type { Segment } from './version-row.ts';
import type { CompleteCondition, WriteCondition } from './write-condition.ts';

export type Content = NonNullable<NewVersion['content']>;

/** Returns what a complete upload will be, and the parts that it leaves out. */
export type Assemble = (parts: readonly Part[]) => { readonly content: Content; readonly leftOut: readonly Part[] };

/** The objects of all buckets of one data directory: blobs for the bytes, SQLite for everything else. */
export class ObjectStore {
  readonly metadata: Metadata;
  readonly buckets: BucketRecords;
  /** The open multipart uploads. */
  readonly uploads: UploadRecords;
  readonly blobHashes = new BlobHashes();
  readonly #statements: Statements;
  readonly #blobs: BlobStore;
  /** The conditional writes that have begun. */
  readonly pending = new PendingWrites();
  readonly #swept: Promise<void>;
  readonly #now: () => Date;

  constructor(directory: string, now: () => Date) {
    const { database, blobDirectory, incomingDirectory } = openDirectory(directory);
    this.#now = now;
    this.#statements = new Statements(database);
    this.metadata = new Metadata(this.#statements);
    this.buckets = new BucketRecords(this.#statements);
    this.uploads = new UploadRecords(this.#statements);
    this.#blobs = new BlobStore(blobDirectory, incomingDirectory);
    this.#swept = this.#blobs.sweep((name) => this.metadata.isReferenced(name));
  }

  createBlob(): Promise<IncomingBlob> {
    return this.#blobs.create();
  }

  openBlob(segment: Segment): Promise<FileHandle> {
    return this.#blobs.open(segment.blob);
  }

  /**
   * Makes published blobs the current version of a key if the condition still holds. Exactly one of any number of
   * racing conditional writes succeeds. Returns the version id to report.
   */
  async put(bucket: Bucket, key: Uint8Array, content: Content, condition: WriteCondition): Promise<string | undefined> {
    const { unused, versionId } = this.#statements.transaction(() => {
      condition(this.metadata.latest(bucket.name, key));
      const versionId = newVersionId(this.metadata, bucket);
      const unused = removeVersion(this.metadata, bucket, key, versionId);
      this.metadata.insert({ bucket: bucket.name, key, versionId, modifiedAt: this.#now(), content });
      this.uploads.overtake(bucket.name, key);
      return { unused, versionId };
    });
    await this.removeBlobs(unused);
    return reported(bucket, versionId);
  }

  /**
   * Stores a published blob as a part of an upload. `find` looks the upload up again and throws when it is gone.
   * Returns blobs that the part replaced, to be removed after this.
   */
  putPart(find: () => Upload, part: Part): string[] {
    return this.#statements.transaction(() => {
      const { sequence } = find();
      const replaced = this.uploads.part(sequence, part.number);
      this.uploads.putPart(sequence, part);
      return replaced ? [replaced.blob] : [];
    });
  }

  /**
   * Makes an upload the current version of its key. `assemble` chooses from the stored parts and throws the refusal;
   * parts that it leaves out are freed. Nothing is copied: it is one write to the records, however large the object is.
   */
  async complete(bucket: Bucket, find: () => Upload, assemble: Assemble, condition: CompleteCondition) {
    const { unused, content, versionId } = this.#statements.transaction(() => {
      const { sequence: upload, key, isOvertaken } = find();
      const { content, leftOut } = assemble(this.uploads.parts(upload));
      condition(this.metadata.latest(bucket.name, key), isOvertaken);
      for (const { number } of leftOut) this.uploads.removePart(upload, number);
      const versionId = newVersionId(this.metadata, bucket);
      const blobs = removeVersion(this.metadata, bucket, key, versionId);
      const modifiedAt = this.#now();
      const sequence = this.metadata.insert({ bucket: bucket.name, key, versionId, modifiedAt, content });
      this.uploads.movePartsTo(sequence, upload);
      this.uploads.remove(upload);
      this.uploads.overtake(bucket.name, key);
      return { unused: [...blobs, ...leftOut.map(({ blob }) => blob)], content, versionId };
    });
    await this.removeBlobs(unused);
    return { content, versionId: reported(bucket, versionId) };
  }

  /** Frees the parts of an upload, if `find` still finds it. */
  async abort(find: () => Upload | undefined): Promise<void> {
    const unused = this.#statements.transaction(() => {
      const sequence = find()?.sequence;
      if (sequence === undefined) return [];
      const blobs = this.uploads.parts(sequence).map(({ blob }) => blob);
      this.uploads.remove(sequence);
      return blobs;
    });
    await this.removeBlobs(unused);
  }

  /**
   * Frees those of the blobs that nothing refers to any more. A copy shares the blobs of its source. It refers to them in a
   * transaction that finds the source still there, so none of them is gone and none is removed here.
   */
  removeBlobs(names: readonly string[]): Promise<void> {
    return this.#blobs.remove(names.filter((name) => !this.metadata.isReferenced(name)));
  }

  /** Deletes the current version, or one version for good. */
  async delete(bucket: Bucket, which: Delete): Promise<Deleted> {
    const { unused, ...deleted } = this.#statements.transaction(() => deleteObject(this.#deleteNeeds, bucket, which));
    await this.removeBlobs(unused);
    return deleted;
  }

  /** Deletes an object like a DELETE without a version id, unless another version has become the current one. */
  async deleteIfCurrent(bucket: Bucket, key: Uint8Array, sequence: number): Promise<void> {
    const which = { key, versionId: undefined, condition: () => undefined };
    const unused = this.#statements.transaction(() => {
      const isCurrent = this.metadata.latest(bucket.name, key)?.sequence === sequence;
      return isCurrent ? deleteObject(this.#deleteNeeds, bucket, which).unused : [];
    });
    await this.removeBlobs(unused);
  }

  /** Makes many deletes in one transaction. Returns what each did, or the refusal of its condition. */
  async deleteMany(bucket: Bucket, deletes: readonly Delete[]): Promise<readonly (Deleted | S3Error)[]> {
    const all: string[] = [];
    const outcomes = this.#statements.transaction(() =>
      deletes.map((which) => {
        try {
          const { unused, ...deleted } = deleteObject(this.#deleteNeeds, bucket, which);
          all.push(...unused);
          return deleted;
        } catch (error) {
          // A condition is tested before anything is written, so there is nothing to undo.
          if (error instanceof S3Error) return error;
          throw error;
        }
      }),
    );
    await this.removeBlobs(all);
    return outcomes;
  }

  async close(): Promise<void> {
    await this.#swept;
    this.#statements.close();
  }

  get #deleteNeeds(): DeleteNeeds {
    return { metadata: this.metadata, uploads: this.uploads, pending: this.pending, now: this.#now };
  }
}
