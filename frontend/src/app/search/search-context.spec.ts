import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { beforeEach, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { SearchContext } from './search-context.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
let router: Router;
let context: SearchContext;

beforeEach(async () => {
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [provideRouter([{ path: '**', children: [] }]), { provide: SESSION_STATE, useValue: session }],
  });
  router = TestBed.inject(Router);
  await router.navigateByUrl('/files?folder=plans');
  context = TestBed.inject(SearchContext);
});

it('leads back to the folder in which a search was begun', async () => {
  await router.navigateByUrl('/search?text=a');
  expect(context.folder()).toBe('plans/');
  const navigate = jest.spyOn(router, 'navigateByUrl');
  context.leave();
  expect(navigate).toHaveBeenCalledWith('/files?folder=plans');
});

it('tells the next person in the page nothing of that folder', async () => {
  session.set({ ...anna, userId: 'ben-id' });
  TestBed.tick();
  await router.navigateByUrl('/search?text=a');
  expect(context.folder()).toBe('');
  const navigate = jest.spyOn(router, 'navigateByUrl');
  context.leave();
  expect(navigate).toHaveBeenCalledWith('/files');
});
