import {
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  S3Client,
} from '@aws-sdk/client-s3';

import { presignPut, put } from '../../local/testing/api-calls.ts';
import type { StackUser } from '../../local/testing/stack-user.ts';
import type { World } from './world.ts';

/** Shows the buckets as the administrator of the account sees them, and with them what an attack has really done. */
export class Storage {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #stateBucket: string;

  constructor({ running: { stack } }: World) {
    this.#bucket = stack.filesBucket;
    this.#stateBucket = stack.stateBucket;
    this.#client = new S3Client({
      endpoint: stack.s3Url,
      region: stack.region,
      forcePathStyle: true,
      credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
    });
  }

  /**
   * Resolves with every version, delete marker and unfinished part below a prefix. If the result is the same before and
   * after, nothing was changed.
   */
  async everythingUnder(prefix: string): Promise<readonly string[]> {
    return [...(await this.#versions(prefix)), ...(await this.#unfinished(prefix))];
  }

  /** Resolves with every record of a change and every plan of a slice, with its ETag. */
  async records(): Promise<readonly string[]> {
    const { Contents = [] } = await this.#client.send(new ListObjectsV2Command({ Bucket: this.#stateBucket }));
    return Contents.map(({ Key = '', ETag = '' }) => `${Key} ${ETag}`);
  }

  /** Resolves with everything that is not this person's: what they must not change. */
  async notOf({ keyPrefix }: StackUser): Promise<readonly string[]> {
    const [, userId = ''] = keyPrefix.split('/');
    const everything = [...(await this.everythingUnder('')), ...(await this.records())];
    return everything.filter((it) => !it.includes(`/${userId}/`));
  }

  async #versions(prefix: string): Promise<readonly string[]> {
    const { Versions = [], DeleteMarkers = [] } = await this.#client.send(
      new ListObjectVersionsCommand({ Bucket: this.#bucket, Prefix: prefix }),
    );
    return [
      ...Versions.map(({ Key, VersionId, ETag }) => `${Key ?? ''} ${VersionId ?? ''} ${ETag ?? ''}`),
      ...DeleteMarkers.map(({ Key, VersionId }) => `${Key ?? ''} ${VersionId ?? ''} deleted`),
    ];
  }

  async #unfinished(prefix: string): Promise<readonly string[]> {
    const Bucket = this.#bucket;
    const { Uploads = [] } = await this.#client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: prefix }));
    const parts = Uploads.map(async ({ Key = '', UploadId = '' }) => {
      const { Parts = [] } = await this.#client.send(new ListPartsCommand({ Bucket, Key, UploadId }));
      return [
        `${Key} ${UploadId} begun`,
        ...Parts.map(({ PartNumber, ETag }) => `${Key} ${UploadId} ${String(PartNumber)} ${ETag ?? ''}`),
      ];
    });
    return (await Promise.all(parts)).flat();
  }

  close(): void {
    this.#client.destroy();
  }
}

/** Stores a file as the app does. Throws when S3 does not accept it. */
export async function store(
  { apiUrl }: World,
  user: StackUser,
  path: string,
  { bytes = Buffer.from('something to lose'), contentType = 'text/plain' } = {},
): Promise<void> {
  const api = { url: apiUrl, accessToken: user.accessToken };
  const response = await put(await presignPut(api, { path, bytes, contentType }), bytes);
  if (!response.ok) throw new Error(`S3 refused ${path}: ${await response.text()}`);
}
