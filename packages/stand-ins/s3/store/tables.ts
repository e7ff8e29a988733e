/** The format of the data. Data of any other format is refused, so a change of the tables needs a new number. */
export const format = 5;

/**
 * The tables of objects. A version row is one write of a key; `sequence` orders them. Its bytes are its segments in
 * order: one for a PutObject, one per part for a multipart upload. Keys are bytes, so that SQLite compares them as S3
 * lists them.
 */
const objects = `
CREATE TABLE bucket (
  name TEXT PRIMARY KEY,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE version (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket TEXT NOT NULL,
  key BLOB NOT NULL,
  version_id TEXT NOT NULL,
  is_latest INTEGER NOT NULL,
  is_delete_marker INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL,
  checksum_algorithm TEXT NOT NULL,
  checksum_value TEXT NOT NULL,
  headers TEXT NOT NULL,
  modified_ms INTEGER NOT NULL,
  checksum_type TEXT NOT NULL DEFAULT 'FULL_OBJECT',
  part_count INTEGER NOT NULL DEFAULT 0,
  tags TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE UNIQUE INDEX version_by_id ON version (bucket, key, version_id);
CREATE UNIQUE INDEX version_latest ON version (bucket, key) WHERE is_latest = 1;
CREATE INDEX version_in_order ON version (bucket, key, sequence DESC);
CREATE TABLE segment (
  sequence INTEGER NOT NULL REFERENCES version (sequence) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  blob TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  checksum_value TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (sequence, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_blob ON segment (blob);
`;

/**
 * The tables of uploads. An upload is open as long as its row exists. Upload ids begin with the time, so that they sort
 * by the start of the uploads, as ListMultipartUploads demands. An empty `checksum_algorithm` was not asked for at the
 * start. `is_overtaken` is set when the key is written or its object deleted after the start.
 */
const uploads = `
CREATE TABLE upload (
  sequence INTEGER PRIMARY KEY,
  upload_id TEXT NOT NULL UNIQUE,
  bucket TEXT NOT NULL,
  key BLOB NOT NULL,
  checksum_algorithm TEXT NOT NULL,
  checksum_type TEXT NOT NULL,
  headers TEXT NOT NULL,
  initiated_ms INTEGER NOT NULL,
  tags TEXT NOT NULL DEFAULT '[]',
  is_overtaken INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX upload_in_order ON upload (bucket, key, upload_id);
CREATE TABLE part (
  upload INTEGER NOT NULL REFERENCES upload (sequence) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  blob TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  md5 TEXT NOT NULL,
  checksum_value TEXT NOT NULL,
  modified_ms INTEGER NOT NULL,
  PRIMARY KEY (upload, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_blob ON part (blob);
`;

/** The settings of a bucket: the documents of its subresources. */
const settings = `
CREATE TABLE bucket_setting (
  bucket TEXT NOT NULL REFERENCES bucket (name) ON DELETE CASCADE,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (bucket, name)
) STRICT, WITHOUT ROWID;
`;

/** The SQL that creates all tables. */
export const tables = objects + uploads + settings;
