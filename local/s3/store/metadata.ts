import type { DatabaseSync } from 'node:sqlite';
import { readSegments, readVersion, type ObjectVersion, type Segment, type Version } from './version-row.ts';

/** What is written for a new version; `sequence` and `isLatest` follow from the order of writes. */
export interface NewVersion {
  readonly bucket: string;
  readonly key: Uint8Array;
  readonly versionId: string;
  readonly modifiedAt: Date;
  /** Absent: a delete marker. */
  readonly content?: Pick<ObjectVersion, 'sizeBytes' | 'etag' | 'checksum' | 'headers'> & {
    readonly segments: readonly Segment[];
  };
}

/** Where a listing goes on: keys after (or from) these bytes and before `end`. */
export interface KeyRange {
  readonly from: Uint8Array;
  readonly includeFrom: boolean;
  /** `undefined`: to the last key. */
  readonly end: Uint8Array | undefined;
}

const latest = 'bucket = ? AND is_latest = 1';
/** No key is longer than 1,024 bytes and none has a byte 0xff: it is not UTF-8. */
const afterAllKeys = Buffer.of(0xff);

/** The rows of this installation. Every method is one synchronous statement or transaction. */
export class Metadata {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** All or nothing; what `work` throws undoes what it did. */
  transaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Remembers a bucket; returns when it was first seen. */
  bucketCreatedAt(name: string, now: Date): Date {
    this.#prepare('INSERT OR IGNORE INTO bucket (name, created_ms) VALUES (?, ?)').run(name, now.getTime());
    const row = this.#prepare('SELECT created_ms FROM bucket WHERE name = ?').get(name);
    return new Date(Number(row?.['created_ms']));
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

  segments(sequence: number): Segment[] {
    return readSegments(
      this.#prepare('SELECT blob, size_bytes FROM segment WHERE sequence = ? ORDER BY number').all(sequence),
    );
  }

  /** Current objects (no delete markers) in the order of their keys' bytes, read one by one. */
  listLatest(bucket: string, { from, includeFrom, end = afterAllKeys }: KeyRange): Iterable<Version> {
    const where = `${latest} AND is_delete_marker = 0 AND key ${includeFrom ? '>=' : '>'} ? AND key < ?`;
    return this.#versions(`SELECT * FROM version WHERE ${where} ORDER BY key`, bucket, from, end);
  }

  /**
   * All versions and delete markers, by key and then newest first. Of the key `from`: all with `includeFrom`, otherwise
   * only those older than the sequence `before`.
   */
  listVersions(bucket: string, { from, includeFrom, end = afterAllKeys }: KeyRange, before: number): Iterable<Version> {
    const where = 'bucket = ? AND key >= ? AND key < ? AND (key > ? OR sequence < ?)';
    const olderThan = includeFrom ? Number.MAX_SAFE_INTEGER : before;
    const sql = `SELECT * FROM version WHERE ${where} ORDER BY key, sequence DESC`;
    return this.#versions(sql, bucket, from, end, from, olderThan);
  }

  /** Adds a version that becomes the latest of its key. */
  insert(version: NewVersion): void {
    const { bucket, key, content } = version;
    this.#prepare(`UPDATE version SET is_latest = 0 WHERE ${latest} AND key = ?`).run(bucket, key);
    const { lastInsertRowid } = this.#prepare(
      `INSERT INTO version (bucket, key, version_id, is_latest, is_delete_marker, size_bytes, etag, checksum_algorithm,
         checksum_value, headers, modified_ms) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      bucket,
      key,
      version.versionId,
      content ? 0 : 1,
      content?.sizeBytes ?? 0,
      content?.etag ?? '',
      content?.checksum.algorithm ?? '',
      content?.checksum.value ?? '',
      JSON.stringify(content?.headers ?? {}),
      // S3 knows when something was written to the second.
      Math.floor(version.modifiedAt.getTime() / 1000) * 1000,
    );
    content?.segments.forEach(({ blob, sizeBytes }, index) => {
      this.#prepare('INSERT INTO segment (sequence, number, blob, size_bytes) VALUES (?, ?, ?, ?)').run(
        lastInsertRowid,
        index + 1,
        blob,
        sizeBytes,
      );
    });
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

  isReferenced(blob: string): boolean {
    return this.#prepare('SELECT 1 FROM segment WHERE blob = ? LIMIT 1').get(blob) !== undefined;
  }

  close(): void {
    this.#database.close();
  }

  #version(sql: string, ...parameters: (string | number | Uint8Array)[]): Version | undefined {
    const row = this.#prepare(sql).get(...parameters);
    return row && readVersion(row);
  }

  *#versions(sql: string, ...parameters: (string | number | Uint8Array)[]): Iterable<Version> {
    for (const row of this.#prepare(sql).iterate(...parameters)) yield readVersion(row);
  }

  #prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
