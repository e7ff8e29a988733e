import type { Signal } from '@angular/core';
import type { Observable } from 'rxjs';

import type { IconName } from '../icons/icon.ts';

/** A file as the viewer knows it. */
export interface PreviewFile {
  readonly kind: 'file';
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
  readonly etag: string;
}

/** Something that can be done with the file that is shown. */
export interface PreviewAction {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly keys: readonly string[] | undefined;
  /** Whether the file is gone after it. */
  readonly removes: boolean;
  run(): void;
}

/** What can be done with the files of the viewer, and what becomes of them. */
export interface PreviewSurroundings {
  readonly download: (file: PreviewFile) => void;
  /** Returns what can be done with a file; `files` are all that the viewer has. */
  readonly actionsOn: (file: PreviewFile, files: readonly PreviewFile[]) => readonly PreviewAction[];
  /** Paths of files that are being deleted or moved away. */
  readonly hidden: Signal<ReadonlySet<string>>;
  /** Emits the paths of files that have been deleted or moved away. */
  readonly deleted: Observable<readonly string[]>;
  /** Emits the paths of files that are there again, because that was undone. */
  readonly restored: Observable<readonly string[]>;
  /** Emits which files have another path now. */
  readonly renamed: Observable<readonly { readonly from: string; readonly to: string }[]>;
  /** Emits the ETag that a file has since it has another path. */
  readonly copied: Observable<{ readonly path: string; readonly etag: string }>;
}

/** What the viewer shows first, and what is before and after it. */
export interface PreviewRequest extends PreviewSurroundings {
  readonly files: readonly PreviewFile[];
  readonly index: number;
}
