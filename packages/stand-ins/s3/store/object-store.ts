import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

import type { Bucket } from '../bucket.ts';
import { S3Error } from '../errors.ts';
import { BlobStore, type IncomingBlob } from './blob-store.ts';
import { BucketRecords } from './bucket-records.ts';
import { Metadata, type NewVersion } from './metadata.ts';
import { PendingWrites } from './pending-writes.ts';
import { openDirectory } from './schema.ts';
import { Statements } from './statements.ts';
import { UploadRecords } from './upload-records.ts';
import type { Part, Upload } from './upload-row.ts';
import type { Segment, Version } from './version-row.ts';

/**
 * Decides from the current version whether a write may happen, and throws the refusal. It runs inside the transaction.
 */
export type WriteCondition = (current: Version | undefined) => void;

export type Content = NonNullable<NewVersion['content']>;

/** Returns what a complete upload will be, and the parts that it leaves out. */
export type Assemble = (parts: readonly Part[]) => { readonly content: Content; readonly leftOut: readonly Part[] };

/** What a delete did, as its answer reports it. */
export interface Deleted {
  readonly versionId: string | undefined;
  readonly deleteMarker: boolean;
}

/** One of many deletes: of the current version, or of the version that is named. */
export interface Delete {
  readonly key: Uint8Array;
  readonly versionId: string | undefined;
  readonly condition: WriteCondition;
}

/** Blobs that nothing needs any more. */
interface Unused {
  readonly unused: readonly string[];
}

const nullVersion = 'null';

/** The objects of all buckets of one data directory: blobs for the bytes, SQLite for everything else. */
export class ObjectStore {
  readonly metadata: Metadata;
  readonly buckets: BucketRecords;
  /** The open multipart uploads. */
  readonly uploads: UploadRecords;
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
    const versionId = bucket.versioning === 'enabled' ? newVersionId() : nullVersion;
    const unused = this.#statements.transaction(() => {
      condition(this.metadata.latest(bucket.name, key));
      const blobs = this.#removeVersion(bucket, key, versionId);
      this.metadata.insert({ bucket: bucket.name, key, versionId, modifiedAt: this.#now(), content });
      return blobs;
    });
    await this.#blobs.remove(unused);
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
  async complete(bucket: Bucket, find: () => Upload, assemble: Assemble, condition: WriteCondition) {
    const versionId = bucket.versioning === 'enabled' ? newVersionId() : nullVersion;
    const { unused, content } = this.#statements.transaction(() => {
      const { sequence: upload, key } = find();
      const { content, leftOut } = assemble(this.uploads.parts(upload));
      condition(this.metadata.latest(bucket.name, key));
      for (const { number } of leftOut) this.uploads.removePart(upload, number);
      const blobs = this.#removeVersion(bucket, key, versionId);
      const modifiedAt = this.#now();
      const sequence = this.metadata.insert({ bucket: bucket.name, key, versionId, modifiedAt, content });
      this.uploads.movePartsTo(sequence, upload);
      this.uploads.remove(upload);
      return { unused: [...blobs, ...leftOut.map(({ blob }) => blob)], content };
    });
    await this.#blobs.remove(unused);
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
    await this.#blobs.remove(unused);
  }

  /** Frees blobs that nothing refers to any more. */
  removeBlobs(names: readonly string[]): Promise<void> {
    return this.#blobs.remove(names);
  }

  /** DELETE without a version id: adds a delete marker, or removes the object where versioning was never enabled. */
  async delete(bucket: Bucket, key: Uint8Array, condition: WriteCondition): Promise<Deleted> {
    const { unused, ...deleted } = this.#statements.transaction(() => this.#delete(bucket, key, condition));
    await this.#blobs.remove(unused);
    return deleted;
  }

  /** DELETE of one version: removes it for good and makes the next older one current. */
  async deleteVersion(bucket: Bucket, key: Uint8Array, versionId: string): Promise<Deleted> {
    const { unused, ...deleted } = this.#statements.transaction(() => this.#deleteVersion(bucket, key, versionId));
    await this.#blobs.remove(unused);
    return deleted;
  }

  /** Deletes an object like a DELETE without a version id, unless another version has become the current one. */
  async deleteIfCurrent(bucket: Bucket, key: Uint8Array, sequence: number): Promise<void> {
    const unused = this.#statements.transaction(() => {
      const isCurrent = this.metadata.latest(bucket.name, key)?.sequence === sequence;
      return isCurrent ? this.#delete(bucket, key, () => undefined).unused : [];
    });
    await this.#blobs.remove(unused);
  }

  /** Makes many deletes in one transaction. Returns what each did, or the refusal of its condition. */
  async deleteMany(bucket: Bucket, deletes: readonly Delete[]): Promise<readonly (Deleted | S3Error)[]> {
    const all: string[] = [];
    const outcomes = this.#statements.transaction(() =>
      deletes.map(({ key, versionId, condition }) => {
        try {
          const { unused, ...deleted } =
            versionId === undefined
              ? this.#delete(bucket, key, condition)
              : this.#deleteVersion(bucket, key, versionId);
          all.push(...unused);
          return deleted;
        } catch (error) {
          // A condition is tested before anything is written, so there is nothing to undo.
          if (error instanceof S3Error) return error;
          throw error;
        }
      }),
    );
    await this.#blobs.remove(all);
    return outcomes;
  }

  #delete(bucket: Bucket, key: Uint8Array, condition: WriteCondition): Deleted & Unused {
    const { name, versioning } = bucket;
    const versionId = versioning === 'enabled' ? newVersionId() : nullVersion;
    const current = this.metadata.latest(name, key);
    condition(current);
    const unused = versioning === 'enabled' ? [] : this.#removeVersion(bucket, key, nullVersion);
    if (versioning !== 'never') this.metadata.insert({ bucket: name, key, versionId, modifiedAt: this.#now() });
    if (current?.kind === 'object') this.pending.tellDeleted(bucket, key);
    return { unused, versionId: reported(bucket, versionId), deleteMarker: versioning !== 'never' };
  }

  #deleteVersion(bucket: Bucket, key: Uint8Array, versionId: string): Deleted & Unused {
    const found = this.metadata.version(bucket.name, key, versionId);
    if (found?.isLatest && found.kind === 'object') this.pending.tellDeleted(bucket, key);
    const unused = found ? this.metadata.remove(bucket.name, found) : [];
    return { unused, versionId, deleteMarker: found?.kind === 'delete-marker' };
  }

  async close(): Promise<void> {
    await this.#swept;
    this.#statements.close();
  }

  #removeVersion(bucket: Bucket, key: Uint8Array, versionId: string): string[] {
    const old = this.metadata.version(bucket.name, key, versionId);
    return old ? this.metadata.remove(bucket.name, old) : [];
  }
}

/** Makes an id of 32 characters that are safe in URLs, as S3's ids are. */
const newVersionId = () => randomBytes(24).toString('base64url').replaceAll('-', '.');

const reported = ({ versioning }: Bucket, versionId: string) => (versioning === 'never' ? undefined : versionId);
