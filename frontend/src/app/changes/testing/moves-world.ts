import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { FailedItem, ItemCode } from '@airlock/contract';
import { jest } from '@jest/globals';
import type { Subscription } from 'rxjs';

import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import type { Entry } from '../../files/entry.ts';
import type { CopiedFile, RenamedEntry } from '../../files/file-actions.ts';
import { nameOf } from '../../format/name-of.ts';
import { Notices } from '../../notices/notices.ts';
import { ConflictQuestion } from '../conflicts/conflict-question.ts';
import { FileMoves } from '../file-moves.ts';
import { FolderChanges } from '../folder-changes.ts';
import { HiddenFiles } from '../hidden-files.ts';
import { aChange } from './a-change.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
export const changeId = '0123abcde-0123456789abcdef';
/** A move of one file that is done and can be undone. */
export const moved = aChange({ kind: 'move', undo: { operation: 'move-files', request: { change: changeId } } });

export const file = (path: string): Entry => ({
  kind: 'file',
  path,
  name: nameOf(path),
  sizeBytes: 1,
  modifiedAt: '2026-11-29T10:00:00.000Z',
  etag: `"${path}"`,
});
export const folder = (path: string): Entry => ({ kind: 'folder', path, name: nameOf(path) });
export const failing = (code: ItemCode, ...paths: string[]): { failed: FailedItem[]; failedCount: number } => ({
  failed: paths.map((path) => ({ path, code })),
  failedCount: paths.length,
});
/** Lets everything happen that waits for nothing. */
export const turn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

/** Renames, moves and copies on an API that is answered by the test, and what lists and notices hear of it. */
export class MovesWorld {
  readonly session = signal<SessionState>(anna);
  readonly api = {
    moveFiles: jest.fn<ApiClient['moveFiles']>().mockResolvedValue({ change: moved }),
    copyFiles: jest.fn<ApiClient['copyFiles']>(),
    deleteFiles: jest.fn<ApiClient['deleteFiles']>(),
    restoreFiles: jest.fn<ApiClient['restoreFiles']>(),
    presignGet: jest
      .fn<ApiClient['presignGet']>()
      .mockImplementation(({ path }) =>
        Promise.resolve({ url: '', expiresAt: '', sizeBytes: 1, contentType: 'a/b', etag: `"copy of ${path}"` }),
      ),
    listChanges: jest.fn<ApiClient['listChanges']>().mockResolvedValue({ changes: [] }),
  };
  /** Answers which entries a person keeps beside those whose names are taken. */
  readonly ask = jest.fn<ConflictQuestion['ask']>().mockResolvedValue([]);
  /** Is called when the name of a rename is taken. */
  readonly taken = jest.fn();
  readonly gone: string[] = [];
  readonly back: string[] = [];
  readonly renamed: RenamedEntry[] = [];
  readonly copied: CopiedFile[] = [];
  /** What a viewer hears: the ETags of copies. */
  readonly copies: Subscription;
  readonly moves: FileMoves;

  constructor() {
    TestBed.configureTestingModule({
      providers: [
        { provide: API_CLIENT, useValue: this.api },
        { provide: SESSION_STATE, useValue: this.session },
        { provide: ConflictQuestion, useValue: { ask: this.ask } },
      ],
    });
    this.moves = TestBed.inject(FileMoves);
    TestBed.inject(FolderChanges).deleted.subscribe((paths) => this.gone.push(...paths));
    TestBed.inject(FolderChanges).restored.subscribe((paths) => this.back.push(...paths));
    this.copies = TestBed.inject(FolderChanges).copied.subscribe((copy) => this.copied.push(copy));
    TestBed.inject(FolderChanges).renamed.subscribe((entries) => this.renamed.push(...entries));
  }

  hidden(): string[] {
    return [...TestBed.inject(HiddenFiles).paths()];
  }

  notices() {
    return TestBed.inject(Notices)
      .all()
      .map(({ content }) => content());
  }

  sentences(): string[] {
    return this.notices().map(({ sentence }) => sentence);
  }
}
