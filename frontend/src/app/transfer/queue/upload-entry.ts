import { defaultPartBytes } from '@airlock/contract';

import type { PartsUpload } from '../parts/parts-upload.ts';
import type { Batch } from './batch.ts';
import type { UploadState } from '../upload-state.ts';

/** What to do when the name already exists. */
export type NameRule = 'ask' | 'keep-both' | 'replace' | 'skip';

export interface NewUpload {
  path: string;
  file: File;
  contentType: string;
  /** Handle of the file, where the browser gave one. With it the person does not have to choose the file again. */
  handle?: FileSystemFileHandle;
}

/** Settings for files that are added together. */
export interface AddTerms {
  /** Whether the files wait until they are resumed. */
  paused: boolean;
  nameRule: NameRule;
  /**
   * Owner of the files; `undefined` for the person who is signed in now. Whoever chose the files may have signed out
   * before the files were found.
   */
  readonly userId?: string | undefined;
  /** Batch that remembers the files when the page is lost. */
  readonly batch?: Batch | undefined;
}

/** One upload. `path` changes when the person decides to keep both files. */
export interface Upload extends Readonly<NewUpload> {
  readonly id: number;
  readonly state: UploadState;
}

/** What is known of a file that is sent whole, in one request. */
export interface WholeSending {
  readonly kind: 'whole';
  /** CRC64NVME of the file, in Base64. `undefined` until the file has been read. */
  crc64nvme: string | undefined;
  /** Whether a request with the bytes has begun. Even if it was stopped, S3 may have stored the file. */
  mayBeStored: boolean;
}

/** What is known of a file that is sent in parts. */
export interface PartsSending {
  readonly kind: 'parts';
  /** The upload; `undefined` until it has begun. */
  upload: PartsUpload | undefined;
}

/** What the queue knows about one file. */
export interface Entry extends NewUpload {
  id: number;
  userId: string;
  state: UploadState;
  stop: AbortController;
  nameRule: NameRule;
  sending: WholeSending | PartsSending;
  /** Path under which the file was added. It stays when the person decides to keep both files. */
  readonly addedPath: string;
  /** Batch to which the file belongs, and its index there. */
  place: { readonly batch: Batch; readonly index: number } | undefined;
  /**
   * Whether an earlier visit has probably stored the file. The page then asks what is stored before it sends the bytes.
   */
  isProbablyStored: boolean;
  /** ETag of the version that the person allowed to be replaced. */
  replaces: string | undefined;
  /** Whether the upload is paused only because somebody else signed in. */
  leftPaused: boolean;
  /** The current run of this entry, or the last one. */
  running: Promise<void>;
}

/** Returns the entry of a file that waits for its turn. */
export function newEntry(id: number, userId: string, upload: NewUpload): Entry {
  return {
    ...upload,
    id,
    userId,
    state: { kind: 'waiting' },
    stop: new AbortController(),
    nameRule: 'ask',
    sending: newSending(upload.file),
    addedPath: upload.path,
    place: undefined,
    isProbablyStored: false,
    replaces: undefined,
    leftPaused: false,
    running: Promise.resolve(),
  };
}

/** Returns how sending `file` begins. A file that fits into one part, or is empty, is sent whole. */
export function newSending(file: Blob): Entry['sending'] {
  return file.size > defaultPartBytes
    ? { kind: 'parts', upload: undefined }
    : { kind: 'whole', crc64nvme: undefined, mayBeStored: false };
}

/** Returns the upload in parts of `entry`, or `undefined` when it has none. */
export function partsUploadOf({ sending }: Pick<Entry, 'sending'>): PartsUpload | undefined {
  return sending.kind === 'parts' ? sending.upload : undefined;
}
