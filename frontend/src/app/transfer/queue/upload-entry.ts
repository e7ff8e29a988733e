import { defaultPartBytes } from '@airlock/contract';

import type { PartsUpload } from '../parts/parts-upload.ts';
import type { UploadState } from '../upload-state.ts';

/** What to do when the name is taken. */
export type NameRule = 'ask' | 'keep-both' | 'replace' | 'skip';

export interface NewUpload {
  path: string;
  file: File;
  contentType: string;
  /** Where the browser gave one: resuming then needs no choosing of the file. */
  handle?: FileSystemFileHandle;
}

/** One file on its way. `path` changes when both are kept. */
export interface Upload extends Readonly<NewUpload> {
  readonly id: number;
  readonly state: UploadState;
}

/** How far a file is that is sent whole, in one request. */
export interface WholeSending {
  readonly kind: 'whole';
  /** CRC64NVME of the file, in Base64. `undefined` until the file has been read. */
  crc64nvme: string | undefined;
  /** Whether a request with the bytes has begun. Even if it was stopped, S3 may have stored the file. */
  mayBeStored: boolean;
}

/** How far a file is that is sent in parts. */
export interface PartsSending {
  readonly kind: 'parts';
  /** `undefined` until the upload has begun. */
  upload: PartsUpload | undefined;
}

/** What the queue knows of one file. */
export interface Entry extends NewUpload {
  id: number;
  userId: string;
  state: UploadState;
  stop: AbortController;
  nameRule: NameRule;
  sending: WholeSending | PartsSending;
  /** ETag of the version that the person allowed to be replaced. */
  replaces: string | undefined;
  /** Whether the upload is paused only because somebody else signed in. */
  leftPaused: boolean;
  /** The run of this entry that is under way, or the last one. */
  running: Promise<void>;
}

/** Returns the start of sending `file`. A file that fits into one part, or is empty, is sent whole. */
export function newSending(file: Blob): Entry['sending'] {
  return file.size > defaultPartBytes
    ? { kind: 'parts', upload: undefined }
    : { kind: 'whole', crc64nvme: undefined, mayBeStored: false };
}

/** Returns the upload in parts of `entry`, or `undefined` where it has none. */
export function partsUploadOf({ sending }: Pick<Entry, 'sending'>): PartsUpload | undefined {
  return sending.kind === 'parts' ? sending.upload : undefined;
}
