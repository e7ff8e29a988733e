import type { FileStore } from '../files/file-store.ts';
import type { UploadPlace, UploadStore } from '../uploads/upload-store.ts';

/** The stores that a case tests: in memory, on S3 or on a stand-in for S3. */
export interface StoreSubject {
  readonly files: FileStore;
  readonly uploads: UploadStore;
  /** Prefix of every key of the case, `users/…/`. It is empty at the start, and each case gets its own. */
  readonly prefix: string;
  /** Stores a file as a pre-signed URL does, create-only. Returns its ETag. */
  readonly putFile: (key: string, bytes: Buffer, contentType?: string) => Promise<string>;
  /** Stores a part as a pre-signed URL does. Returns false when there is no such upload. */
  readonly putPart: (place: UploadPlace, partNumber: number, bytes: Buffer) => Promise<boolean>;
}

/** One promise of the ports. `run` throws an AssertionError when a store breaks it. */
export interface StoreCase {
  readonly name: string;
  readonly run: (subject: StoreSubject) => Promise<void>;
}
