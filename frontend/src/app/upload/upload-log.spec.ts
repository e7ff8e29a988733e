import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import type { Upload } from '../transfer/queue/upload-queue.ts';
import { painted } from './testing/uploads-of-page.ts';
import { UploadLog } from './upload-log.ts';

const session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna' });
const upload: Upload = {
  ...{ id: 1, path: 'reports/a.txt', file: new File(['123'], 'a.txt'), contentType: 'text/plain' },
  state: { kind: 'sending', sentBytes: 2 },
};
let log: UploadLog;

beforeEach(() => {
  session.set({ kind: 'signed-in', username: 'anna', userId: 'anna' });
  TestBed.configureTestingModule({ providers: [{ provide: SESSION_STATE, useValue: session }] });
  log = TestBed.inject(UploadLog);
});

describe('UploadLog', () => {
  it('follows an upload to its failure, and says why', async () => {
    const group = log.begin('reports');
    log.add(group, [upload]);
    await painted();
    expect(log.groups()).toMatchObject([{ first: 'reports/a.txt', folder: 'reports', open: 1, movedBytes: 2 }]);
    log.follow({ ...upload, state: { kind: 'failed', reason: 'too-large' } });
    await painted();
    expect(log.groups()[0]?.failures).toEqual([{ path: 'reports/a.txt', why: expect.stringContaining('Larger than') }]);
  });

  it('ends the finding of files, and names what is to be cancelled', () => {
    let isStopped = false;
    const group = log.begin('', () => (isStopped = true));
    log.add(group, [upload]);
    expect([log.close(group), isStopped]).toEqual([[1], true]);
  });

  it('keeps nothing for the next person', async () => {
    log.add(log.begin(), [upload]);
    await painted();
    session.set({ kind: 'signed-in', username: 'bert', userId: 'bert' });
    TestBed.tick();
    expect(log.groups()).toEqual([]);
  });
});
