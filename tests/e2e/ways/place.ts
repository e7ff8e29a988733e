import {
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';

import type { StackDescription } from '../stack.ts';
import { deleteFolder, storeFiles, userIdIn } from '../stored-files.ts';

/** The storage of one person, seen by an administrator. */
export class Storage {
  readonly client: S3Client;
  readonly stack: StackDescription;
  readonly authorization: string;
  readonly page: Page;

  constructor(stack: StackDescription, authorization: string, page: Page) {
    this.stack = stack;
    this.authorization = authorization;
    this.page = page;
    const credentials = { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey };
    this.client = new S3Client({ endpoint: stack.s3Url, region: stack.region, credentials, forcePathStyle: true });
  }
}

/** A folder in which one test works alone, and what the storage has of it. Paths are those in the folder. */
export class Place {
  readonly #storage: Storage;
  /** Path of the folder, without a slash at its end. */
  readonly folder: string;

  constructor(storage: Storage, folder: string) {
    this.#storage = storage;
    this.folder = folder;
  }

  /** Stores small files. The content of a file is its whole path. */
  async store(paths: readonly string[]): Promise<void> {
    const { stack, authorization } = this.#storage;
    const whole = paths.map((path) => `${this.folder}/${path}`);
    await storeFiles(stack, authorization, whole);
  }

  /** Stores one file with this content, or an empty folder, whose path ends with a slash and which has no content. */
  async put(path: string, content: Buffer): Promise<void> {
    const put = { ...this.#object(path), Body: content, IfNoneMatch: '*' };
    await this.#storage.client.send(new PutObjectCommand(put));
  }

  /** Stores another content in place of a file. */
  async replace(path: string, content: string): Promise<void> {
    const there = await this.#storage.client.send(new GetObjectCommand(this.#object(path)));
    const IfMatch = there.ETag;
    await this.#storage.client.send(new PutObjectCommand({ ...this.#object(path), Body: content, IfMatch }));
  }

  /** Deletes all that is in a folder, as another device of the person would. */
  async delete(folder: string): Promise<void> {
    const { page, authorization } = this.#storage;
    await deleteFolder(page, authorization, `${this.folder}/${folder}`);
  }

  /** Returns the paths of all that is in the folder, in the order of the storage. */
  async paths(): Promise<readonly string[]> {
    const { Contents = [] } = await this.#storage.client.send(new ListObjectsV2Command(this.#below()));
    return Contents.map(({ Key = '' }) => Key.slice(this.#below().Prefix.length));
  }

  async content(path: string): Promise<string | undefined> {
    const { Body } = await this.#storage.client.send(new GetObjectCommand(this.#object(path)));
    return Body?.transformToString();
  }

  /** Returns how many versions the storage keeps, with those of deleted files and the marks of their deletion. */
  async versionCount(): Promise<number> {
    const { Versions = [], DeleteMarkers = [] } = await this.#storage.client.send(
      new ListObjectVersionsCommand(this.#below()),
    );
    return Versions.length + DeleteMarkers.length;
  }

  #below() {
    const { stack, authorization } = this.#storage;
    return { Bucket: stack.filesBucket, Prefix: `users/${userIdIn(authorization)}/${this.folder}/` };
  }

  #object(path: string) {
    const { Bucket, Prefix } = this.#below();
    return { Bucket, Key: `${Prefix}${path}` };
  }
}
