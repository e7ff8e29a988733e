import { array, number, object, parse, string } from 'valibot';

import { S3Error } from '../errors.ts';
import type { Statements } from './statements.ts';

export interface BucketRecord {
  readonly name: string;
  readonly createdAt: Date;
  readonly documents: ReadonlyMap<string, string>;
}

const bucketRows = array(object({ name: string(), created_ms: number() }));
const blobRows = array(object({ blob: string() }));
const settingRows = array(object({ name: string(), document: string() }));

/** The rows of buckets and of their settings. */
export class BucketRecords {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  all(): BucketRecord[] {
    const rows = parse(bucketRows, this.#prepare('SELECT name, created_ms FROM bucket ORDER BY name').all());
    return rows.map(({ name, created_ms }) => ({
      name,
      createdAt: new Date(created_ms),
      documents: new Map(this.#settings(name)),
    }));
  }

  /** Creates a bucket or keeps the existing one; in both cases these documents become its only settings. */
  put(name: string, createdAt: Date, documents: ReadonlyMap<string, string>): void {
    this.#statements.transaction(() => {
      this.#prepare('INSERT OR IGNORE INTO bucket (name, created_ms) VALUES (?, ?)').run(name, createdAt.getTime());
      this.#prepare('DELETE FROM bucket_setting WHERE bucket = ?').run(name);
      for (const [subresource, document] of documents) this.putSetting(name, subresource, document);
    });
  }

  /** Removes a bucket with its settings and unfinished uploads. Returns the blobs of their parts. */
  remove(name: string): string[] {
    return this.#statements.transaction(() => {
      const parts = 'SELECT blob FROM part JOIN upload ON part.upload = upload.sequence WHERE upload.bucket = ?';
      const blobs = parse(blobRows, this.#prepare(parts).all(name)).map(({ blob }) => blob);
      this.#prepare('DELETE FROM upload WHERE bucket = ?').run(name);
      this.#prepare('DELETE FROM bucket WHERE name = ?').run(name);
      return blobs;
    });
  }

  putSetting(name: string, subresource: string, document: string): void {
    const sql = 'INSERT OR REPLACE INTO bucket_setting (bucket, name, document) VALUES (?, ?, ?)';
    this.#prepare(sql).run(name, subresource, document);
  }

  removeSetting(name: string, subresource: string): void {
    this.#prepare('DELETE FROM bucket_setting WHERE bucket = ? AND name = ?').run(name, subresource);
  }

  #settings(bucket: string): (readonly [string, string])[] {
    const sql = 'SELECT name, document FROM bucket_setting WHERE bucket = ?';
    return parse(settingRows, this.#prepare(sql).all(bucket)).map(({ name, document }) => [name, document]);
  }

  #prepare(sql: string) {
    return this.#statements.prepare(sql);
  }
}

/** Throws `NoSuchBucket`: a bucket may be deleted while a body for it is on its way. */
export function requireBucket(statements: Statements, name: string): void {
  if (statements.prepare('SELECT 1 FROM bucket WHERE name = ?').get(name) !== undefined) return;
  throw new S3Error('NoSuchBucket', { details: { BucketName: name } });
}
