import type { Statements } from './statements.ts';
import type { Tags } from '../tags.ts';
import { requireBucket } from './bucket-records.ts';
import {
  listedColumns,
  readListed,
  readSegments,
  readVersion,
  type ListedObject,
  type ObjectVersion,
  type Segment,
  type Version,
} from './version-row.ts';

/** What is written for a new version; `sequence` and `isLatest` follow from the order of writes. */
export interface NewVersion {
  readonly bucket: string;
  readonly key: Uint8Array;
  readonly versionId: string;
  readonly modifiedAt: Date;
  /** The content of an object; absent for a delete marker. */
  readonly content?: Pick<ObjectVersion, 'sizeBytes' | 'etag' | 'checksum' | 'headers' | 'tags' | 'partCount'> & {
    /** The segments; empty for a multipart upload, whose parts become segments afterwards. */
    readonly segments: readonly Segment[];
  };
}

/** A range of keys: after (or from) these bytes, and before `end`. */
export interface KeyRange {
  readonly from: Uint8Array;
  readonly includeFrom: boolean;
  /** The end; `undefined` stands for the last key. */
  readonly end: Uint8Array | undefined;
}

const latest = 'bucket = ? AND is_latest = 1';
/** Bytes that come after every key: a key is UTF-8, which has no byte 0xff. */
export const afterAllKeys = Buffer.of(0xff);

/** The rows of this installation. Every method is one synchronous statement or transaction. */
export class Metadata {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  latest(bucket: string, key: Uint8Array): Version | undefined {
    return this.#version(`SELECT * FROM version WHERE ${latest} AND key = ?`, bucket, key);
  }

  version(bucket: string, key: Uint8Array, versionId: string): Version | undefined {
    return this.#version(
      'SELECT * FROM version WHERE bucket = ? AND key = ? AND version_id = ?',
      bucket,
      key,
      versionId,
    );
  }

  /** Whether a version is still there. */
  has(sequence: number): boolean {
    return this.#prepare('SELECT 1 FROM version WHERE sequence = ?').get(sequence) !== undefined;
  }

  segments(sequence: number): Segment[] {
    return readSegments(
      this.#prepare(
        'SELECT number, blob, size_bytes, checksum_value FROM segment WHERE sequence = ? ORDER BY number',
      ).all(sequence),
    );
  }

  /** Iterates over current objects (no delete markers) in the order of their keys' bytes, read one by one. */
  listLatest(bucket: string, range: KeyRange): Iterable<Version> {
    return this.#versions(latestIn(range, '*'), bucket, range.from, range.end ?? afterAllKeys);
  }

  /** The same, with only what a list of keys says of an object. */
  *listKeys(bucket: string, range: KeyRange): Iterable<ListedObject> {
    const statement = this.#prepare(latestIn(range, listedColumns));
    statement.setReturnArrays(true);
    for (const row of statement.iterate(bucket, range.from, range.end ?? afterAllKeys)) yield readListed(row);
  }

  /**
   * Iterates over all versions and delete markers, by key and then newest first. Of the key `from` it returns all
   * versions with `includeFrom`, otherwise only those older than the sequence `before`.
   */
  listVersions(bucket: string, { from, includeFrom, end = afterAllKeys }: KeyRange, before: number): Iterable<Version> {
    const where = 'bucket = ? AND key >= ? AND key < ? AND (key > ? OR sequence < ?)';
    const olderThan = includeFrom ? Number.MAX_SAFE_INTEGER : before;
    const sql = `SELECT * FROM version WHERE ${where} ORDER BY key, sequence DESC`;
    return this.#versions(sql, bucket, from, end, from, olderThan);
  }

  setTags(sequence: number, tags: Tags): void {
    this.#prepare('UPDATE version SET tags = ? WHERE sequence = ?').run(JSON.stringify(tags), sequence);
  }

  /** Returns the sequence that the next version gets. It is never one that a version had before. */
  nextSequence(): number {
    const last = this.#prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'version'`).get()?.['seq'] ?? 0;
    return Number(last) + 1;
  }

  hasVersions(bucket: string): boolean {
    return this.#prepare('SELECT 1 FROM version WHERE bucket = ? LIMIT 1').get(bucket) !== undefined;
  }

  /** Adds a version that becomes the latest of its key. Returns its sequence. */
  insert({ bucket, key, versionId, modifiedAt, content }: NewVersion): number {
    requireBucket(this.#statements, bucket);
    this.#prepare(`UPDATE version SET is_latest = 0 WHERE ${latest} AND key = ?`).run(bucket, key);
    const { lastInsertRowid } = this.#prepare(
      `INSERT INTO version (bucket, key, version_id, is_latest, is_delete_marker, size_bytes, etag, checksum_algorithm,
         checksum_type, checksum_value, part_count, headers, tags, modified_ms) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      bucket,
      key,
      versionId,
      content ? 0 : 1,
      content?.sizeBytes ?? 0,
      content?.etag ?? '',
      content?.checksum.algorithm ?? '',
      content?.checksum.type ?? 'FULL_OBJECT',
      content?.checksum.value ?? '',
      content?.partCount ?? 0,
      JSON.stringify(content?.headers ?? {}),
      JSON.stringify(content?.tags ?? []),
      wholeSeconds(modifiedAt),
    );
    const sequence = Number(lastInsertRowid);
    const sql = 'INSERT INTO segment (sequence, number, blob, size_bytes, checksum_value) VALUES (?, ?, ?, ?, ?)';
    for (const { number, blob, sizeBytes, checksumValue } of content?.segments ?? []) {
      this.#prepare(sql).run(sequence, number, blob, sizeBytes, checksumValue);
    }
    return sequence;
  }

  /** Removes a version and makes the next older one the latest. Returns the blobs that nothing needs any more. */
  remove(bucket: string, version: Version): string[] {
    const blobs = this.segments(version.sequence).map(({ blob }) => blob);
    this.#prepare('DELETE FROM version WHERE sequence = ?').run(version.sequence);
    if (version.isLatest) {
      this.#prepare(
        `UPDATE version SET is_latest = 1 WHERE sequence =
           (SELECT sequence FROM version WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1)`,
      ).run(bucket, version.key);
    }
    return blobs.filter((blob) => !this.isReferenced(blob));
  }

  /** Whether an object, or a part of an upload that is not complete, refers to the blob. */
  isReferenced(blob: string): boolean {
    const sql = 'SELECT 1 FROM segment WHERE blob = ?1 UNION ALL SELECT 1 FROM part WHERE blob = ?1 LIMIT 1';
    return this.#prepare(sql).get(blob) !== undefined;
  }

  #version(sql: string, ...parameters: (string | number | Uint8Array)[]): Version | undefined {
    const row = this.#prepare(sql).get(...parameters);
    return row && readVersion(row);
  }

  *#versions(sql: string, ...parameters: (string | number | Uint8Array)[]): Iterable<Version> {
    for (const row of this.#prepare(sql).iterate(...parameters)) yield readVersion(row);
  }

  #prepare(sql: string) {
    return this.#statements.prepare(sql);
  }
}

function latestIn({ includeFrom }: KeyRange, columns: string): string {
  const where = `${latest} AND is_delete_marker = 0 AND key ${includeFrom ? '>=' : '>'} ? AND key < ?`;
  return `SELECT ${columns} FROM version WHERE ${where} ORDER BY key`;
}

/** Rounds a time down to the second, because S3 stores times in whole seconds. */
export const wholeSeconds = (date: Date): number => Math.floor(date.getTime() / 1000) * 1000;
