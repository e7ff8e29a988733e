import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../../api/api-client.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import { Notices } from '../../notices/notices.ts';
import { FileDeletes } from '../file-deletes.ts';
import { FolderChanges } from '../folder-changes.ts';
import { HiddenFiles } from '../hidden-files.ts';
import { aChange } from './a-change.ts';
import { turn } from './moves-world.ts';

export const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
export const changeId = '0123abcde-0123456789abcdef';
/** A delete of one file that is done and can be undone. */
export const done = aChange({ undo: { operation: 'restore-files', request: { change: changeId } } });
/** What its undo answers, which can be undone too. */
export const restored = aChange({
  kind: 'restore',
  changeId: '0123abcdd-0123456789abcdef',
  undo: { operation: 'delete-files', request: { change: '0123abcdd-0123456789abcdef' } },
});
export const item = (path: string) => ({ path, etag: `"${path}"` });

/** Deletes on an API that is answered by the test, and what lists and notices hear of them. */
export class DeletesWorld {
  readonly session = signal<SessionState>(anna);
  readonly api = {
    deleteFiles: jest.fn<ApiClient['deleteFiles']>().mockResolvedValue({ change: done }),
    restoreFiles: jest.fn<ApiClient['restoreFiles']>().mockResolvedValue({ change: restored }),
    stopChange: jest.fn<ApiClient['stopChange']>(),
    showChange: jest.fn<ApiClient['showChange']>(),
    listChanges: jest.fn<ApiClient['listChanges']>().mockResolvedValue({ changes: [] }),
  };
  readonly deletes: FileDeletes;
  readonly gone: string[] = [];
  readonly back: string[] = [];

  constructor() {
    TestBed.configureTestingModule({
      providers: [
        { provide: API_CLIENT, useValue: this.api },
        { provide: SESSION_STATE, useValue: this.session },
      ],
    });
    this.deletes = TestBed.inject(FileDeletes);
    TestBed.inject(FolderChanges).restored.subscribe((paths) => this.back.push(...paths));
    TestBed.inject(FolderChanges).deleted.subscribe((paths) => this.gone.push(...paths));
  }

  readonly hidden = () => [...TestBed.inject(HiddenFiles).paths()];
  readonly notices = () =>
    TestBed.inject(Notices)
      .all()
      .map(({ content }) => content());
  readonly sentences = () => this.notices().map(({ sentence }) => sentence);

  /** Presses a button of a notice. */
  readonly press = async (label: string, at = 0): Promise<void> => {
    this.notices()
      [at]?.actions?.find((action) => action.label === label)
      ?.choose();
    await turn();
  };
}
