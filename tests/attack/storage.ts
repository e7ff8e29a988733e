import { ListMultipartUploadsCommand, ListObjectVersionsCommand, ListPartsCommand, S3Client } from '@aws-sdk/client-s3';

import { presignPut, put } from '../../local/testing/api-calls.ts';
import type { StackUser } from '../../local/testing/stack-user.ts';
import type { World } from './world.ts';

/** The bucket as the account's administrator sees it: what an attack has really done. */
export class Storage {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor({ running: { stack } }: World) {
    this.#bucket = stack.filesBucket;
    this.#client = new S3Client({
      endpoint: stack.s3Url,
      region: stack.region,
      forcePathStyle: true,
      credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
    });
  }

  /** Every version, delete marker and unfinished part under a prefix: equal before and after, nothing was touched. */
  async everythingUnder(prefix: string): Promise<readonly string[]> {
    return [...(await this.#versions(prefix)), ...(await this.#unfinished(prefix))];
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

/** Uploads as the app does; throws when S3 does not take it. */
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
