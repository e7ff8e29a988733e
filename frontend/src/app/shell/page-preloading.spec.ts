import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EMPTY, type Observable } from 'rxjs';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { PagePreloading } from './page-preloading.ts';

const session = signal<SessionState>({ kind: 'signed-out' });
const load = jest.fn<() => Observable<unknown>>();

beforeEach(() => {
  load.mockReset().mockReturnValue(EMPTY);
  TestBed.configureTestingModule({ providers: [{ provide: SESSION_STATE, useValue: session }] });
});

describe('PagePreloading', () => {
  it('loads the pages behind the navigation, and only for somebody who is signed in', () => {
    const preloading = TestBed.inject(PagePreloading);
    preloading.preload({ data: { preload: true } }, load);
    expect(load).not.toHaveBeenCalled();
    session.set({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
    preloading.preload({}, load);
    expect(load).not.toHaveBeenCalled();
    preloading.preload({ data: { preload: true } }, load);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
