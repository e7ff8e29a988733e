import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { PageOwner } from './page-owner.ts';
import { SESSION_STATE, type SessionState } from './session-state.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
let owner: PageOwner;

beforeEach(() => {
  session.set(anna);
  TestBed.configureTestingModule({ providers: [{ provide: SESSION_STATE, useValue: session }] });
  owner = TestBed.inject(PageOwner);
});

function become(state: SessionState): void {
  session.set(state);
  TestBed.tick();
}

describe('PageOwner', () => {
  it('tells who it is now, and when it is somebody else or nobody', () => {
    const told: unknown[] = [];
    TestBed.runInInjectionContext(() => owner.follow((userId) => told.push(userId)));
    expect(told).toEqual(['anna-id']);
    become({ ...anna, kind: 'ended' });
    become(anna);
    expect(told).toEqual(['anna-id']);
    become({ kind: 'signed-out' });
    become({ ...anna, userId: 'ben-id' });
    expect(told).toEqual(['anna-id', undefined, 'ben-id']);
  });

  it('ends a claim at once when the page passes on', () => {
    const isMine = owner.claim();
    session.set({ ...anna, kind: 'ended' });
    expect(isMine()).toBe(true);
    session.set({ ...anna, userId: 'ben-id' });
    expect(isMine()).toBe(false);
  });
});
