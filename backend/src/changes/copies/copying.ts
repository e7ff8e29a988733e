import type { CopyStore } from '../../files/copy-store.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { CopyNote, PlannedCopy, PlannedFile } from '../change-record.ts';
import type { ChangeStore } from '../change-store.ts';
import type { Clock } from '../clock.ts';
import type { CopyNotes } from './copy-notes.ts';

export interface CopyNeeds {
  readonly files: FileStore;
  readonly copies: CopyStore;
  readonly changes: ChangeStore;
  readonly clock: Clock;
}

/** A file whose copy was planned. */
export type FileToCopyOf = PlannedFile & { readonly copy: PlannedCopy };

/** What the copies of one call share. */
export interface Copying {
  readonly needs: CopyNeeds;
  readonly notes: CopyNotes;
  /** Whether another call may have made copies of the same slice. */
  readonly mayBeRepeated: boolean;
  /** New keys that the slice has given to files. */
  readonly given: Set<string>;
  /** Whether no more copies are to be begun. */
  readonly isLate: () => boolean;
  readonly signal: AbortSignal;
  /** Notes that something was copied: a file, or a part of one. */
  readonly noteCopied: () => void;
  /** Whether anything was. A call that copies nothing within its time does not bring the copy on, however often it is made. */
  readonly hasCopied: () => boolean;
}

/**
 * What became of one file: a note, or why there is nothing to note yet. After a note without ETag and code the copy goes on,
 * under another name or with the parts of an upload.
 */
export type CopyResult = CopyNote | 'unavailable' | 'unfinished';
