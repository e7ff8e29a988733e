import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog, MatDialogState, type MatDialogRef } from '@angular/material/dialog';
import { provideRouter, Router } from '@angular/router';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { Session } from '../sign-in/session.ts';
import { SessionWatch } from './session-watch.ts';

const anna = { username: 'anna', userId: 'anna-id' };
const state = signal<SessionState>({ kind: 'signed-out' });
const navigateByUrl = jest.fn<Router['navigateByUrl']>();
const open = jest.fn<() => MatDialogRef<unknown>>();
let dialogs: { isOpen: boolean }[];
let openForReal: () => void;

@Component({ template: '' })
class Page {
  constructor() {
    inject(SessionWatch).start();
  }
}

beforeEach(() => {
  state.set({ kind: 'signed-in', ...anna });
  dialogs = [];
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: Session, useValue: { state, username: signal('anna') } },
      { provide: SESSION_STATE, useValue: state },
    ],
  });
  navigateByUrl.mockReset().mockResolvedValue(true);
  jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockImplementation(navigateByUrl);
  const opening = jest.spyOn(TestBed.inject(MatDialog), 'open');
  opening.mockImplementation(open.mockReset().mockImplementation(opened));
  openForReal = () => opening.mockRestore();
  TestBed.createComponent(Page);
});

function opened(): MatDialogRef<unknown> {
  const dialog = { isOpen: true };
  dialogs.push(dialog);
  const getState = () => (dialog.isOpen ? MatDialogState.OPEN : MatDialogState.CLOSED);
  return { getState, close: () => (dialog.isOpen = false) } as unknown as MatDialogRef<unknown>;
}

async function become(next: SessionState): Promise<void> {
  state.set(next);
  TestBed.tick();
  // The dialog is loaded first.
  await import('../sign-in/session-ended-dialog.ts');
  await new Promise((resolve) => setTimeout(resolve));
}

describe('SessionWatch', () => {
  it('asks when the session has ended, and no longer when it goes on, wherever that was', async () => {
    await become({ kind: 'ended', ...anna });
    expect(dialogs).toEqual([{ isOpen: true }]);
    await become({ kind: 'signed-in', ...anna });
    expect(dialogs).toEqual([{ isOpen: false }]);
    await become({ kind: 'ended', ...anna });
    expect(dialogs).toEqual([{ isOpen: false }, { isOpen: true }]);
    expect(navigateByUrl).not.toHaveBeenCalled();
  });

  it('asks in a dialog that neither a key nor the Back button of the browser takes away', async () => {
    openForReal();
    await become({ kind: 'ended', ...anna });
    const [dialog] = TestBed.inject(MatDialog).openDialogs;
    window.dispatchEvent(new PopStateEvent('popstate'));
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(dialog?.getState()).toBe(MatDialogState.OPEN);
    expect(TestBed.inject(MatDialog).openDialogs).toEqual([dialog]);
  });

  it('does not ask about a session that went on while the question was loaded', async () => {
    state.set({ kind: 'ended', ...anna });
    TestBed.tick();
    await become({ kind: 'signed-in', ...anna });
    expect(dialogs).toEqual([]);
  });

  it('leaves the page when the person has signed out in another tab', async () => {
    await become({ kind: 'signed-out', elsewhere: true });
    expect(navigateByUrl).toHaveBeenCalledWith('/sign-in', {
      state: { notice: 'You have signed out in another tab.' },
    });
  });

  it('leaves a sign-out of this tab to those who asked for it', async () => {
    await become({ kind: 'signed-out' });
    expect(navigateByUrl).not.toHaveBeenCalled();
  });
});
