import {
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type {
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
  ObjectVersion,
} from '@aws-sdk/client-s3';

import type { StackDescription } from '../stack-file.ts';
import { putLargeObject, putObjectOfPieces, type FileOfPieces } from './large-file.ts';

/** A version of a file as S3 lists it. */
export interface ListedVersion {
  readonly path: string;
  readonly versionId: string;
  /** Absent for a deletion. */
  readonly etag: string | undefined;
  readonly isCurrent: boolean;
}

/** What S3 says of a file, apart from its ETag. */
export interface DescribedFile {
  readonly path: string;
  readonly contentType: string | undefined;
  readonly sizeBytes: number | undefined;
  readonly crc64nvme: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The files of one user as the account's administrator sees them in S3. */
export class StoredFiles {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #keyPrefix: string;

  constructor(stack: StackDescription, keyPrefix: string) {
    this.#bucket = stack.filesBucket;
    this.#keyPrefix = keyPrefix;
    this.#client = new S3Client({
      endpoint: stack.s3Url,
      region: stack.region,
      credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
      forcePathStyle: true,
      // The SDK would compute a checksum of each part that it sends.
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
  }

  close(): void {
    this.#client.destroy();
  }

  /** Returns where the files of a folder lie. */
  place(folder: string): { readonly bucket: string; readonly prefix: string } {
    return { bucket: this.#bucket, prefix: `${this.#keyPrefix}${folder}` };
  }

  /** Stores a small file under any name. */
  async put(path: string, content: string): Promise<void> {
    const place = { Bucket: this.#bucket, Key: `${this.#keyPrefix}${path}`, IfNoneMatch: '*' };
    await this.#client.send(new PutObjectCommand({ ...place, Body: Buffer.from(content) }));
  }

  /** Stores that many small files in a folder, no two alike, and returns their ETags by path. */
  async fill(folder: string, count: number): Promise<Map<string, string>> {
    const paths = Array.from({ length: count }, (_, index) => `${folder}${String(index).padStart(5, '0')}.txt`);
    const etags = new Map<string, string>();
    const rest = paths.values();
    const worker = async (): Promise<void> => {
      for (const path of rest) {
        const place = { Bucket: this.#bucket, Key: `${this.#keyPrefix}${path}`, IfNoneMatch: '*' };
        const { ETag = '' } = await this.#client.send(new PutObjectCommand({ ...place, Body: `content of ${path}` }));
        etags.set(path, ETag);
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return new Map([...etags].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Stores a file of that many GiB, and returns its ETag. */
  putLarge(path: string, sizeGib: number): Promise<string> {
    return putLargeObject(this.#client, { Bucket: this.#bucket, Key: `${this.#keyPrefix}${path}` }, sizeGib);
  }

  /**
   * Stores a file of any size in parts that are copies of one piece, and returns its ETag. The local S3 shares the bytes of
   * copies, so that a file of 6 GiB takes the disk of the piece.
   */
  putLargeOf(path: string, file: FileOfPieces): Promise<string> {
    return putObjectOfPieces(this.#client, { Bucket: this.#bucket, Key: `${this.#keyPrefix}${path}` }, file);
  }

  /** Returns what S3 says of each of these files. */
  async describe(paths: readonly string[]): Promise<DescribedFile[]> {
    const described: DescribedFile[] = [];
    const rest = paths.entries();
    const worker = async (): Promise<void> => {
      for (const [index, path] of rest) {
        const Key = `${this.#keyPrefix}${path}`;
        const head = await this.#client.send(
          new HeadObjectCommand({ Bucket: this.#bucket, Key, ChecksumMode: 'ENABLED' }),
        );
        const { ContentType: contentType, ContentLength: sizeBytes, ChecksumCRC64NVME: crc64nvme, Metadata } = head;
        described[index] = { path, contentType, sizeBytes, crc64nvme, metadata: Metadata ?? {} };
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return described;
  }

  /** Returns the number of uploads in parts that are neither completed nor aborted. */
  async openUploads(): Promise<number> {
    const place = { Bucket: this.#bucket, Prefix: this.#keyPrefix };
    return (await this.#client.send(new ListMultipartUploadsCommand(place))).Uploads?.length ?? 0;
  }

  /** Returns the ETags of the files in a folder that are there now, by path. */
  async current(folder: string): Promise<Map<string, string>> {
    const etags = new Map<string, string>();
    let after: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: `${this.#keyPrefix}${folder}`, StartAfter: after }),
      );
      for (const { Key = '', ETag = '' } of page.Contents ?? []) etags.set(Key.slice(this.#keyPrefix.length), ETag);
      after = page.IsTruncated === true ? page.Contents?.at(-1)?.Key : undefined;
    } while (after !== undefined);
    return etags;
  }

  /** Returns every version and deletion in a folder. */
  async versions(folder: string): Promise<ListedVersion[]> {
    const found: ListedVersion[] = [];
    let markers: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
    while (markers !== undefined) {
      const page: ListObjectVersionsCommandOutput = await this.#client.send(
        new ListObjectVersionsCommand({ Bucket: this.#bucket, Prefix: `${this.#keyPrefix}${folder}`, ...markers }),
      );
      const { Versions = [], DeleteMarkers = [], NextKeyMarker, NextVersionIdMarker } = page;
      const listed: readonly ObjectVersion[] = [...Versions, ...DeleteMarkers];
      for (const { Key = '', VersionId = '', IsLatest = false, ETag: etag } of listed) {
        found.push({ path: Key.slice(this.#keyPrefix.length), versionId: VersionId, etag, isCurrent: IsLatest });
      }
      const next = { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker };
      markers = page.IsTruncated === true ? next : undefined;
    }
    return found;
  }
}
