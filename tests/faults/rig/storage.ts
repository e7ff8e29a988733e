import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsOutput,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';

import type { StackDescription } from '../../../local/stack-file.ts';

/** What the files bucket holds, as the account's administrator sees it. */
export class Storage {
  readonly #options: S3ClientConfig;
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ s3Url, region, filesBucket, adminAccessKeyId, adminSecretAccessKey }: StackDescription) {
    this.#bucket = filesBucket;
    this.#options = {
      endpoint: s3Url,
      region,
      credentials: { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey },
      forcePathStyle: true,
    };
    this.#client = new S3Client(this.#options);
  }

  /** Returns the key of each version and delete marker in the bucket. */
  async allVersions(): Promise<string[]> {
    const keys: string[] = [];
    for (const { Versions = [], DeleteMarkers = [] } of await this.#pages()) {
      keys.push(...[...Versions, ...DeleteMarkers].map(({ Key = '' }) => Key));
    }
    return keys;
  }

  /** Returns the keys of all versions, delete markers included, whose path ends with `name`. */
  async versions(name: string): Promise<string[]> {
    return (await this.allVersions()).filter((key) => key.endsWith(`/${name}`));
  }

  /** Returns the ids of the open uploads whose path ends with `name`. */
  async openUploads(name: string): Promise<string[]> {
    const { Uploads = [], IsTruncated } = await this.#client.send(
      new ListMultipartUploadsCommand({ Bucket: this.#bucket }),
    );
    if (IsTruncated) throw new Error('There are more uploads than one page has.');
    return Uploads.flatMap(({ Key = '', UploadId = '' }) => (Key.endsWith(`/${name}`) ? [UploadId] : []));
  }

  /**
   * Stores `body` under the key of the open upload whose path ends with `name`, as another device would. Returns its
   * ETag. `replaces` is the ETag of the version that it replaces.
   */
  async write(name: string, body: string, replaces?: string): Promise<string> {
    const { Uploads = [] } = await this.#client.send(new ListMultipartUploadsCommand({ Bucket: this.#bucket }));
    const Key = Uploads.find((upload) => upload.Key?.endsWith(`/${name}`))?.Key;
    const condition = replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaces };
    const put = new PutObjectCommand({ Bucket: this.#bucket, Key, Body: body, ...condition });
    return (await this.#client.send(put)).ETag ?? '';
  }

  /** Deletes the files whose path ends with `name`, as another device would: only what is current may go. */
  async remove(name: string): Promise<void> {
    for (const { Key, ETag } of await this.#current(name)) {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key, IfMatch: ETag }));
    }
  }

  /** Replaces the file whose path ends with `name`, as another device would: only what is current may be replaced. */
  async replace(name: string, body: Buffer): Promise<void> {
    // S3 computes CRC64NVME, by which the app knows that a download is whole, when it is given no checksum.
    const client = new S3Client({ ...this.#options, requestChecksumCalculation: 'WHEN_REQUIRED' });
    for (const { Key, ETag } of await this.#current(name)) {
      await client.send(new PutObjectCommand({ Bucket: this.#bucket, Key, Body: body, IfMatch: ETag }));
    }
    client.destroy();
  }

  /** Returns the files whose path ends with `name`, without those that an earlier journey of the stack has deleted. */
  async #current(name: string) {
    const versions = (await this.#pages()).flatMap(({ Versions = [] }) => Versions);
    return versions.filter(({ Key = '', IsLatest }) => IsLatest === true && Key.endsWith(`/${name}`));
  }

  async #pages(): Promise<readonly ListObjectVersionsOutput[]> {
    const pages: ListObjectVersionsOutput[] = [];
    let last: ListObjectVersionsOutput | undefined;
    do {
      const from = last && { KeyMarker: last.NextKeyMarker, VersionIdMarker: last.NextVersionIdMarker };
      last = await this.#client.send(new ListObjectVersionsCommand({ Bucket: this.#bucket, ...from }));
      pages.push(last);
    } while (last.IsTruncated === true);
    return pages;
  }

  async sha256(key: string): Promise<string> {
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
    const hash = createHash('sha256');
    for await (const chunk of Body as Readable) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }
}
