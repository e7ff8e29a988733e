import type { FileStore } from '../files/file-store.ts';
import type { UploadPlace, UploadStore } from '../uploads/upload-store.ts';

/** A store to be held to what the rules rely on: in memory, or S3 and what stands in for it. */
export interface StoreSubject {
  readonly files: FileStore;
  readonly uploads: UploadStore;
  /** Nothing else lies under it, and each case gets another one: `users/…/`. */
  readonly prefix: string;
  /** Stores a file as a pre-signed URL does, create-only. Returns its ETag. */
  readonly putFile: (key: string, bytes: Buffer, contentType?: string) => Promise<string>;
  /** Stores a part as a pre-signed URL does. `false`: there is no such upload. */
  readonly putPart: (place: UploadPlace, partNumber: number, bytes: Buffer) => Promise<boolean>;
}

/** One promise of the ports. `run` throws an AssertionError when it is not kept. */
export interface StoreCase {
  readonly name: string;
  readonly run: (subject: StoreSubject) => Promise<void>;
}
