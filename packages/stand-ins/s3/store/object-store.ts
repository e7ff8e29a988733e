import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

import type { Bucket } from '../bucket.ts';
import { S3Error } from '../errors.ts';
import { BlobStore, type IncomingBlob } from './blob-store.ts';
import { BucketRecords } from './bucket-records.ts';
import { Metadata, type NewVersion } from './metadata.ts';
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

/** A conditional write that has begun, with the deletes of its key that happen meanwhile. */
export interface PendingWrite {
  deletedMeanwhile: boolean;
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
  readonly #pending = new Map<string, Set<PendingWrite>>();
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
   * Registers a conditional write. It must be called before the body is read, and `finish` afterwards, whether the
   * write succeeds or fails.
   */
  beginConditional(bucket: Bucket, key: Uint8Array): PendingWrite & { finish(): void } {
    const name = pendingName(bucket, key);
    const writes = this.#pending.get(name) ?? new Set();
    this.#pending.set(name, writes);
    const write = {
      deletedMeanwhile: false,
      finish: () => {
        writes.delete(write);
        if (writes.size === 0 && this.#pending.get(name) === writes) this.#pending.delete(name);
      },
    };
    writes.add(write);
    return write;
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
    const { name, versioning } = bucket;
    const versionId = versioning === 'enabled' ? newVersionId() : nullVersion;
    const unused = this.#statements.transaction(() => {
      const current = this.metadata.latest(name, key);
      condition(current);
      const blobs = versioning === 'enabled' ? [] : this.#removeVersion(bucket, key, nullVersion);
      if (versioning !== 'never') this.metadata.insert({ bucket: name, key, versionId, modifiedAt: this.#now() });
      if (current?.kind === 'object') this.#tellPending(bucket, key);
      return blobs;
    });
    await this.#blobs.remove(unused);
    return { versionId: reported(bucket, versionId), deleteMarker: versioning !== 'never' };
  }

  /** DELETE of one version: removes it for good and makes the next older one current. */
  async deleteVersion(bucket: Bucket, key: Uint8Array, versionId: string): Promise<Deleted> {
    const { unused, version } = this.#statements.transaction(() => {
      const found = this.metadata.version(bucket.name, key, versionId);
      if (found?.isLatest && found.kind === 'object') this.#tellPending(bucket, key);
      return { unused: found ? this.metadata.remove(bucket.name, found) : [], version: found };
    });
    await this.#blobs.remove(unused);
    return { versionId, deleteMarker: version?.kind === 'delete-marker' };
  }

  async close(): Promise<void> {
    await this.#swept;
    this.#statements.close();
  }

  #removeVersion(bucket: Bucket, key: Uint8Array, versionId: string): string[] {
    const old = this.metadata.version(bucket.name, key, versionId);
    return old ? this.metadata.remove(bucket.name, old) : [];
  }

  #tellPending(bucket: Bucket, key: Uint8Array): void {
    for (const write of this.#pending.get(pendingName(bucket, key)) ?? []) write.deletedMeanwhile = true;
  }
}

/**
 * Throws when the object was deleted. "You can also receive a 409 … if a delete request to an object succeeds before a
 * conditional write completes."
 */
export function refuseDeletedMeanwhile(write: PendingWrite, key: string, condition: string): void {
  if (!write.deletedMeanwhile) return;
  throw new S3Error('ConditionalRequestConflict', { details: { Condition: condition, Key: key } });
}

const pendingName = (bucket: Bucket, key: Uint8Array) => `${bucket.name}/${Buffer.from(key).toString('hex')}`;

/** Makes an id of 32 characters that are safe in URLs, as S3's ids are. */
const newVersionId = () => randomBytes(24).toString('base64url').replaceAll('-', '.');

const reported = ({ versioning }: Bucket, versionId: string) => (versioning === 'never' ? undefined : versionId);
