import { requireBucket } from './bucket-records.ts';
import { afterAllKeys, wholeSeconds, type KeyRange } from './metadata.ts';
import type { Statements } from './statements.ts';
import { UploadIds } from './upload-ids.ts';
import { readParts, readUpload, type Part, type Upload } from './upload-row.ts';

/** A row before it has its place and its id. */
export type NewUpload = Omit<Upload, 'sequence' | 'uploadId' | 'isOvertaken'> & { readonly bucket: string };

/** The rows of uploads that are not complete. Every method is one synchronous statement. */
export class UploadRecords {
  readonly #statements: Statements;
  readonly #ids = new UploadIds();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Adds an upload. Returns its id. */
  insert({ bucket, key, checksum, headers, tags, initiatedAt }: NewUpload): string {
    requireBucket(this.#statements, bucket);
    const uploadId = this.#ids.next(initiatedAt);
    this.#prepare(
      `INSERT INTO upload (upload_id, bucket, key, checksum_algorithm, checksum_type, headers, tags, initiated_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      uploadId,
      bucket,
      key,
      checksum?.algorithm ?? '',
      checksum?.type ?? 'FULL_OBJECT',
      JSON.stringify(headers),
      JSON.stringify(tags),
      wholeSeconds(initiatedAt),
    );
    return uploadId;
  }

  /** Notes in the open uploads of a key that it was written, or its object deleted. */
  overtake(bucket: string, key: Uint8Array): void {
    this.#prepare('UPDATE upload SET is_overtaken = 1 WHERE bucket = ? AND key = ?').run(bucket, key);
  }

  /** Finds an upload. An id is good for its own bucket and key only. */
  find(bucket: string, key: Uint8Array, uploadId: string): Upload | undefined {
    const sql = 'SELECT * FROM upload WHERE bucket = ? AND key = ? AND upload_id = ?';
    const row = this.#prepare(sql).get(bucket, key, uploadId);
    return row && readUpload(row);
  }

  /**
   * Iterates over uploads by key and then by their start, read one by one. Of the key `from` it returns all with
   * `includeFrom`, otherwise only those with an id after `afterId`; without `afterId` it returns none of them.
   */
  *list(bucket: string, { from, includeFrom, end = afterAllKeys }: KeyRange, afterId?: string): Iterable<Upload> {
    const sql = `SELECT * FROM upload WHERE bucket = ? AND key >= ? AND key < ? AND (key > ? OR upload_id > ?)
      ORDER BY key, upload_id`;
    // No id is greater than a tilde, because ids are made of letters, digits, dots and underscores.
    const after = includeFrom ? '' : (afterId ?? '~');
    for (const row of this.#prepare(sql).iterate(bucket, from, end, from, after)) yield readUpload(row);
  }

  parts(upload: number, afterNumber = 0, limit = -1): Part[] {
    const sql = 'SELECT * FROM part WHERE upload = ? AND number > ? ORDER BY number LIMIT ?';
    return readParts(this.#prepare(sql).all(upload, afterNumber, limit));
  }

  part(upload: number, number: number): Part | undefined {
    return readParts(this.#prepare('SELECT * FROM part WHERE upload = ? AND number = ?').all(upload, number))[0];
  }

  putPart(upload: number, part: Part): void {
    this.#prepare(
      `INSERT OR REPLACE INTO part (upload, number, blob, size_bytes, md5, checksum_value, modified_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      upload,
      part.number,
      part.blob,
      part.sizeBytes,
      part.etagHex,
      part.checksumValue,
      wholeSeconds(part.modifiedAt),
    );
  }

  removePart(upload: number, number: number): void {
    this.#prepare('DELETE FROM part WHERE upload = ? AND number = ?').run(upload, number);
  }

  /** Makes the remaining parts the bytes of a version, in one statement, whatever their size. */
  movePartsTo(sequence: number, upload: number): void {
    this.#prepare(
      `INSERT INTO segment (sequence, number, blob, size_bytes, checksum_value)
         SELECT ?, number, blob, size_bytes, checksum_value FROM part WHERE upload = ?`,
    ).run(sequence, upload);
  }

  /** Removes an upload with its parts. */
  remove(upload: number): void {
    this.#prepare('DELETE FROM upload WHERE sequence = ?').run(upload);
  }

  #prepare(sql: string) {
    return this.#statements.prepare(sql);
  }
}
