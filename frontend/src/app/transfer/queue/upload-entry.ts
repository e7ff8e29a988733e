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

/** What the queue knows of one file. */
export interface Entry extends NewUpload {
  id: number;
  userId: string;
  state: UploadState;
  stop: AbortController;
  nameRule: NameRule;
  /** Of a small file that was hashed. */
  crc64nvme?: string;
  /** Bytes of a small file were under way: stopped or not, they may have arrived. */
  mayBeStored?: boolean;
  replaces?: string;
  /** Of a large file that has begun. */
  parts?: PartsUpload;
  /** Paused only because somebody else signed in. */
  leftPaused?: boolean;
  /** The stretch of work under way, or the last one. */
  running: Promise<void>;
}
