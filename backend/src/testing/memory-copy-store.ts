import { createHash } from 'node:crypto';

import type {
  CopiedPart,
  CopyCompletion,
  CopyRefusal,
  CopyStore,
  CopyToComplete,
  CopyUpload,
  FileCopied,
  FileToCopy,
  PartToCopy,
} from '../files/copy-store.ts';
import type { StoredFile } from '../files/file-store.ts';
import type { MemoryFileStore } from './memory-file-store.ts';

interface Upload extends FileToCopy {
  readonly contentType: string;
  readonly crc64nvme: string | undefined;
  /** Number of versions of the new key when the upload began. */
  readonly versionsBefore: number;
  readonly parts: Map<number, CopiedPart & { readonly sizeBytes: number }>;
}

/** The checksum of a file that was stored without one: the store computes it of the copy. */
const computed = 'AAAAAAAAAAA=';

/** A `CopyStore` in memory, on the files of a `MemoryFileStore`. */
export class MemoryCopyStore implements CopyStore {
  /** What the store computes as the checksum of every copy, while a spec has set it. */
  checksum: string | undefined;
  /** Keys of the files that the store keeps and does not give out. */
  readonly refused = new Set<string>();
  /** The copies that were asked for, whole ones and parts. */
  readonly asked: FileToCopy[] = [];
  readonly #files: MemoryFileStore;
  readonly #uploads = new Map<string, Upload>();
  #started = 0;

  constructor(files: MemoryFileStore) {
    this.#files = files;
  }

  /** New keys of the uploads that are open. */
  get open(): string[] {
    return [...this.#uploads.values()].map(({ to }) => to);
  }

  copyFile(copy: FileToCopy): Promise<FileCopied | CopyRefusal> {
    this.asked.push(copy);
    const source = this.#source(copy);
    if ('kind' in source) return Promise.resolve(source);
    const { sizeBytes, contentType } = source;
    const crc64nvme = this.checksum ?? source.crc64nvme ?? computed;
    // S3 computes the ETag of one piece, also where the file was stored in parts.
    const etag = source.etag.replace(/-\d+"$/, '"');
    this.#files.put(copy.to, { sizeBytes, contentType, etag, crc64nvme });
    return Promise.resolve({ kind: 'copied', etag, crc64nvme });
  }

  startCopy(copy: FileToCopy): Promise<{ kind: 'started'; uploadId: string } | CopyRefusal> {
    const { to } = copy;
    const source = this.#source(copy);
    if ('kind' in source) return Promise.resolve(source);
    this.#started += 1;
    const uploadId = `copy-${this.#started}`;
    const versionsBefore = this.#files.versionCount(to);
    const { contentType, crc64nvme } = source;
    this.#uploads.set(uploadId, { ...copy, contentType, crc64nvme, versionsBefore, parts: new Map() });
    return Promise.resolve({ kind: 'started', uploadId });
  }

  copyPart(part: PartToCopy): Promise<CopyRefusal | { kind: 'no-such-upload' } | undefined> {
    this.asked.push(part);
    const upload = this.#uploads.get(part.uploadId);
    if (upload === undefined) return Promise.resolve({ kind: 'no-such-upload' });
    const found = this.#files.at(part.from, part.versionId);
    if (found === undefined) return Promise.resolve({ kind: 'source-absent' });
    if (this.refused.has(part.from)) return Promise.resolve({ kind: 'source-refused' });
    if (found.etag !== part.etag) return Promise.resolve({ kind: 'source-changed' });
    const { partNumber, first, last } = part;
    const etag = `"${createHash('md5').update(`${part.etag} ${first}-${last}`).digest('hex')}"`;
    upload.parts.set(partNumber, { partNumber, etag, sizeBytes: last - first + 1 });
    return Promise.resolve(undefined);
  }

  copiedParts({ uploadId }: CopyUpload): Promise<readonly CopiedPart[] | undefined> {
    const parts = this.#uploads.get(uploadId)?.parts;
    const sorted = parts && [...parts.values()].toSorted((a, b) => a.partNumber - b.partNumber);
    return Promise.resolve(sorted?.map(({ partNumber, etag }) => ({ partNumber, etag })));
  }

  completeCopy({ uploadId, parts, sizeBytes, crc64nvme, replaces }: CopyToComplete): Promise<CopyCompletion> {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) return Promise.resolve({ kind: 'no-such-upload' });
    if (this.#files.current(upload.to)?.etag !== replaces) return Promise.resolve({ kind: 'taken' });
    if (this.#files.versionCount(upload.to) !== upload.versionsBefore) {
      return Promise.resolve({ kind: 'conflict' });
    }
    const copied = [...upload.parts.values()].reduce((sum, part) => sum + part.sizeBytes, 0);
    if (copied !== sizeBytes || parts.length !== upload.parts.size) throw new Error('InvalidPart');
    const actual = this.checksum ?? upload.crc64nvme ?? computed;
    if (crc64nvme !== undefined && crc64nvme !== actual) return Promise.resolve({ kind: 'checksum-mismatch' });
    const hash = createHash('md5')
      .update(parts.map(({ etag }) => etag).join())
      .digest('hex');
    const etag = `"${hash}-${parts.length}"`;
    this.#files.put(upload.to, { sizeBytes, contentType: upload.contentType, etag, crc64nvme: actual });
    this.#uploads.delete(uploadId);
    return Promise.resolve({ kind: 'copied', etag });
  }

  abortCopy({ uploadId }: { readonly uploadId: string }): Promise<void> {
    this.#uploads.delete(uploadId);
    return Promise.resolve();
  }

  #source({ from, versionId, etag, to }: FileToCopy): StoredFile | CopyRefusal {
    const isTaken = versionId === undefined && this.#files.current(to) !== undefined;
    if (isTaken) return { kind: 'taken', mayBeOurs: false };
    const source = this.#files.at(from, versionId);
    if (source === undefined) return { kind: 'source-absent' };
    if (this.refused.has(from)) return { kind: 'source-refused' };
    return source.etag === etag ? source : { kind: 'source-changed' };
  }
}
