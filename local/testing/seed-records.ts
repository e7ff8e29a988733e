import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Crc64nvme } from '@airlock/checksum';
import { afterAllKeys, Metadata, type NewVersion } from '@airlock/stand-ins/s3/store/metadata.ts';
import { openDirectory } from '@airlock/stand-ins/s3/store/schema.ts';
import { Statements } from '@airlock/stand-ins/s3/store/statements.ts';
import { versionIdOf } from '@airlock/stand-ins/s3/store/version-ids.ts';

/** A folder of many small files. */
export interface FolderToSeed {
  readonly bucket: string;
  /** Prefix of the keys, with its slash. */
  readonly prefix: string;
  readonly count: number;
  /** How many of the files have a content of their own; the others share these contents in turn. */
  readonly contents: number;
  /** The name of a file below the prefix, `00042.txt` by default. It may have slashes. */
  readonly nameOf?: (index: number) => string;
  readonly modifiedAt?: Date;
  /** Size of each file in bytes; without it each is as long as the text that is its content. */
  readonly sizeBytes?: number;
}

type Content = NonNullable<NewVersion['content']>;

/**
 * Stores many small files in the data of a stack that is stopped, as records: 100,000 within seconds, where a request each would
 * take minutes. `directory` is the stack's. To the stack they are files like any others, with their ETags and checksums.
 */
export function seedRecords(directory: string, folder: FolderToSeed): void {
  const {
    bucket,
    prefix,
    count,
    sizeBytes = 0,
    nameOf = defaultName,
    modifiedAt = new Date(Date.now() - 60_000),
  } = folder;
  const { database, blobDirectory } = openDirectory(join(directory, 's3'));
  const statements = new Statements(database);
  try {
    const contents = Array.from({ length: Math.min(folder.contents, count) }, (_, index) =>
      storedContent(blobDirectory, `content ${index} of ${prefix}`.padEnd(sizeBytes, ' .')),
    );
    const metadata = new Metadata(statements);
    statements.transaction(() => {
      for (let index = 0; index < count; index += 1) {
        const content = contents[index % contents.length];
        if (content === undefined) throw new Error('There is no content.');
        const versionId = versionIdOf(metadata.nextSequence());
        metadata.insert({ bucket, key: Buffer.from(prefix + nameOf(index)), versionId, modifiedAt, content });
      }
    });
  } finally {
    statements.close();
  }
}

/** The current version of a file, as the record of the local S3 has it. */
export interface FileRecord {
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly crc64nvme: string | undefined;
  readonly contentType: string | undefined;
}

/** Reads what is stored below a prefix in the data of a stack that is stopped, in the order of the keys. */
export function readRecords(
  directory: string,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
): FileRecord[] {
  const statements = new Statements(openDirectory(join(directory, 's3')).database);
  try {
    const from = Buffer.from(prefix);
    const end = Buffer.concat([from, afterAllKeys]);
    const versions = [...new Metadata(statements).listLatest(bucket, { from, includeFrom: true, end })];
    return versions.flatMap((version) =>
      version.kind === 'delete-marker'
        ? []
        : [
            {
              key: Buffer.from(version.key).toString(),
              sizeBytes: version.sizeBytes,
              etag: version.etag,
              crc64nvme: version.checksum.algorithm === 'crc64nvme' ? version.checksum.value : undefined,
              contentType: version.headers['content-type'],
            },
          ],
    );
  } finally {
    statements.close();
  }
}

/** The name that `StoredFiles.fill` gives to a file. */
const defaultName = (index: number): string => `${String(index).padStart(5, '0')}.txt`;

/** Writes one blob, and describes an object of it as a PUT of a text would. */
function storedContent(blobDirectory: string, text: string): Content {
  const bytes = Buffer.from(text);
  const md5 = createHash('md5').update(bytes).digest('hex');
  const crc = new Crc64nvme();
  crc.update(bytes);
  // The name begins unlike those of any run of the server, which removes what nothing refers to.
  const blob = `seeded-${createHash('sha256').update(bytes).digest('hex')}`;
  writeFileSync(join(blobDirectory, blob), bytes, { mode: 0o600 });
  return {
    sizeBytes: bytes.length,
    etag: `"${md5}"`,
    checksum: { algorithm: 'crc64nvme', value: Buffer.from(crc.digest()).toString('base64'), type: 'FULL_OBJECT' },
    headers: { 'content-type': 'text/plain' },
    tags: [],
    partCount: 0,
    segments: [{ number: 1, blob, sizeBytes: bytes.length, checksumValue: '' }],
  };
}
