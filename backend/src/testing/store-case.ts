import type { ChangeStore } from '../changes/change-store.ts';
import type { CopyStore } from '../files/copy-store.ts';
import type { FileStore } from '../files/file-store.ts';
import type { VersionStore } from '../files/version-store.ts';
import type { UploadPlace, UploadStore } from '../uploads/upload-store.ts';

/** The stores that a case tests: in memory, on S3 or on a stand-in for S3. */
export interface StoreSubject {
  readonly files: FileStore;
  /** The versions of the same files. */
  readonly versions: VersionStore;
  /** Copies of the same files. */
  readonly copies: CopyStore;
  readonly changes: ChangeStore;
  readonly uploads: UploadStore;
  /** Prefix of every key of the case, `users/…/`. It is empty at the start, and each case gets its own. */
  readonly prefix: string;
  /** Stores a file as a pre-signed URL does, create-only. Returns its ETag. */
  readonly putFile: (key: string, bytes: Buffer, contentType?: string) => Promise<string>;
  /** Stores a file in place of the version with this ETag, as a pre-signed URL does. Returns its ETag. */
  readonly replaceFile: (key: string, bytes: Buffer, replaces: string) => Promise<string>;
  /** Deletes a file whatever its current version is, also when there is none. */
  readonly deleteFile: (key: string) => Promise<void>;
  /** Stores a part as a pre-signed URL does. Returns false when there is no such upload. */
  readonly putPart: (place: UploadPlace, partNumber: number, bytes: Buffer) => Promise<boolean>;
}

/** One promise of the ports. `run` throws an AssertionError when a store breaks it. */
export interface StoreCase {
  readonly name: string;
  readonly run: (subject: StoreSubject) => Promise<void>;
}
