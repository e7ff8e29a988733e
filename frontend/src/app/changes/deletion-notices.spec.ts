import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { Notices } from '../notices/notices.ts';
import { DeletionNotices } from './deletion-notices.ts';
import { Deletions, type FailedDeletion } from './deletions.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const failed = signal<readonly FailedDeletion[]>([]);
const notices = {
  say: jest.fn<Notices['say']>(),
  offer: jest.fn<Notices['offer']>(),
  dismiss: jest.fn<Notices['dismiss']>(),
};

beforeEach(() => {
  session.set(anna);
  for (const call of Object.values(notices)) call.mockReset();
  TestBed.configureTestingModule({
    providers: [
      { provide: Deletions, useValue: { failed, delete: jest.fn(), undo: () => true } },
      { provide: Notices, useValue: notices },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  TestBed.inject(DeletionNotices).delete(['secret.txt']);
  TestBed.tick();
  notices.dismiss.mockReset();
});

describe('DeletionNotices', () => {
  it('takes the notice away before the next person reads a name in it', () => {
    expect(notices.offer.mock.calls[0]?.[0]).toContain('secret.txt');
    session.set({ kind: 'signed-out' });
    TestBed.tick();
    expect(notices.dismiss).toHaveBeenCalledTimes(1);
  });

  it('keeps the notice while the same person only has to sign in again', () => {
    session.set({ ...anna, kind: 'ended' });
    TestBed.tick();
    expect(notices.dismiss).not.toHaveBeenCalled();
  });
});
