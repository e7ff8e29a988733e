import { InjectionToken, type Signal } from '@angular/core';

/** Files that this page has sent or fetched together. */
export interface ActivityTransfer {
  readonly kind: 'upload' | 'download';
  /** Differs from the keys of all others, also of those of the other kind. */
  readonly key: string;
  readonly startedAtMs: number;
  /** Path of the first file; the others are counted. */
  readonly first: string;
  /** Path of the folder that was chosen for the files; `undefined` where nobody chose one. */
  readonly folder: string | undefined;
  readonly files: number;
  readonly done: number;
  readonly failed: number;
  /** Number of files that go on or wait. */
  readonly open: number;
  readonly totalBytes: number;
  readonly movedBytes: number;
  /** The first of the files that failed, each with the reason in words. */
  readonly failures: readonly { readonly path: string; readonly why: string }[];
  /** Cancels what goes on. */
  stop(): void;
}

/** Everything that this page has uploaded and downloaded. Nobody but the shell knows both. */
export const ACTIVITY_TRANSFERS = new InjectionToken<Signal<readonly ActivityTransfer[]>>('ACTIVITY_TRANSFERS');
