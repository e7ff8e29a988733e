import { createHash } from 'node:crypto';

import { holds } from '../files/condition.ts';
import type {
  Completion,
  PartsPage,
  UploadPlace,
  UploadsPage,
  UploadStore,
  UploadToComplete,
} from '../uploads/upload-store.ts';
import { crc64nvme } from './crc64nvme.ts';
import type { MemoryFileStore } from './memory-file-store.ts';

const minPartBytes = 5 * 1024 ** 2;

interface Upload extends UploadPlace {
  readonly contentType: string;
  /** Number of versions of the key when the upload began. */
  readonly versionsBefore: number;
  readonly parts: Map<number, Buffer>;
}

/**
 * An `UploadStore` in memory, with S3's documented refusals and its pages. The parts are real bytes, whose checksums are
 * computed.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export class MemoryUploadStore implements UploadStore {
  readonly #files: MemoryFileStore;
  readonly #pageSize: number;
  readonly #startedAt: Date;
  readonly #uploads = new Map<string, Upload>();
  #started = 0;

  constructor(files: MemoryFileStore, { pageSize = 1000, startedAt = new Date('2026-11-24T09:00:00Z') } = {}) {
    this.#files = files;
    this.#pageSize = pageSize;
    this.#startedAt = startedAt;
  }

  get open(): UploadPlace[] {
    return [...this.#uploads.values()].map(({ key, uploadId }) => ({ key, uploadId }));
  }

  create({ key, contentType }: { key: string; contentType: string }): Promise<string> {
    this.#started += 1;
    const uploadId = `upload-${String(this.#started).padStart(4, '0')}`;
    const versionsBefore = this.#files.versionCount(key);
    this.#uploads.set(uploadId, { key, uploadId, contentType, versionsBefore, parts: new Map() });
    return Promise.resolve(uploadId);
  }

  /** Stores a part as a pre-signed URL does. Returns false when there is no such upload. */
  putPart(place: UploadPlace, partNumber: number, bytes: Buffer): boolean {
    return this.#find(place)?.parts.set(partNumber, bytes) !== undefined;
  }

  async parts(place: UploadPlace, after = 0): Promise<PartsPage | undefined> {
    const upload = this.#find(place);
    if (upload === undefined) return undefined;
    const rest = [...upload.parts].toSorted(([a], [b]) => a - b).filter(([partNumber]) => partNumber > after);
    const page = rest.slice(0, this.#pageSize);
    const parts = page.map(async ([partNumber, bytes]) => ({
      partNumber,
      sizeBytes: bytes.length,
      etag: etagOf(bytes),
      crc64nvme: await crc64nvme(bytes),
    }));
    const last = page.at(-1)?.[0];
    return { parts: await Promise.all(parts), ...(rest.length > page.length && last !== undefined && { next: last }) };
  }

  async complete(asked: UploadToComplete): Promise<Completion> {
    const upload = this.#find(asked);
    if (upload === undefined) return { kind: 'no-such-upload' };
    const named = asked.parts.map(({ partNumber, etag }) => ({ etag, bytes: upload.parts.get(partNumber) }));
    const pieces = named.flatMap(({ bytes, etag }) => (bytes !== undefined && etagOf(bytes) === etag ? [bytes] : []));
    const bytes = Buffer.concat(pieces);
    const checksum = await crc64nvme(bytes);
    const isRefused =
      pieces.length !== named.length ||
      !isAscending(asked.parts.map(({ partNumber }) => partNumber)) ||
      pieces.slice(0, -1).some((piece) => piece.length < minPartBytes) ||
      (asked.crc64nvme !== undefined && checksum !== asked.crc64nvme);
    if (isRefused) return { kind: 'parts-refused' };
    if (bytes.length !== asked.sizeBytes) throw new Error('InvalidRequest: the size is not that of the parts.');
    if (!holds(asked.condition, (await this.#files.describe(asked.key))?.etag)) return { kind: 'condition-failed' };
    if (this.#files.versionCount(asked.key) !== upload.versionsBefore) return { kind: 'conflict' };
    const hashes = pieces.map((piece) => createHash('md5').update(piece).digest());
    const etag = `"${createHash('md5').update(Buffer.concat(hashes)).digest('hex')}-${pieces.length}"`;
    this.#files.put(asked.key, {
      ...{ sizeBytes: asked.sizeBytes, contentType: upload.contentType },
      ...{ etag, crc64nvme: checksum },
    });
    this.#uploads.delete(asked.uploadId);
    return { kind: 'completed', etag };
  }

  abort(place: UploadPlace): Promise<void> {
    if (this.#find(place) !== undefined) this.#uploads.delete(place.uploadId);
    return Promise.resolve();
  }

  list({ prefix, after }: { prefix: string; after?: UploadPlace }): Promise<UploadsPage> {
    const rest = this.open
      .filter(({ key }) => key.startsWith(prefix))
      .toSorted(compare)
      .filter((upload) => after === undefined || compare(upload, after) > 0);
    const page = rest.slice(0, this.#pageSize);
    const last = page.at(-1);
    return Promise.resolve({
      uploads: page.map((upload) => ({ ...upload, startedAt: this.#startedAt })),
      ...(rest.length > page.length && last !== undefined && { next: last }),
    });
  }

  /** Finds an upload. S3 knows an id only together with its key. */
  #find({ key, uploadId }: UploadPlace): Upload | undefined {
    const upload = this.#uploads.get(uploadId);
    return upload?.key === key ? upload : undefined;
  }
}

const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));

function compare(a: UploadPlace, b: UploadPlace): number {
  return (
    Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) ||
    Buffer.compare(Buffer.from(a.uploadId), Buffer.from(b.uploadId))
  );
}
