import { TestBed } from '@angular/core/testing';
import { signal } from '@angular/core';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT } from '../../api/api-client.ts';
import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import type { Entry } from '../../files/entry.ts';
import { Notices } from '../../notices/notices.ts';
import { FileClipboard } from '../file-clipboard.ts';
import { copyToClipboardAction, cutAction } from './organise-actions.ts';

const session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna' });
const entries: Entry[] = [{ kind: 'folder', path: 'a/', name: 'a' }];
const touchOnly = { matches: true, addEventListener: jest.fn(), removeEventListener: jest.fn() };

afterEach(() => {
  Reflect.deleteProperty(window, 'matchMedia');
});

/** Runs an action on a folder. Returns what the person is told. */
function run(make: typeof cutAction): string | undefined {
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: { listChanges: () => Promise.resolve({ changes: [] }) } },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  const action = TestBed.runInInjectionContext(make);
  void action.run({ entries, folder: '', all: entries, isSelected: true });
  return TestBed.inject(Notices).all().at(-1)?.content().sentence;
}

describe('cutAction and copyToClipboardAction', () => {
  it('hold what is to be pasted, and name the keys that paste', () => {
    expect(run(cutAction)).toBe('“a” cut. Open a folder and paste with Ctrl+V.');
    expect([...TestBed.inject(FileClipboard).cutPaths()]).toEqual(['a/']);
  });

  it('name no keys where there is only a finger', () => {
    Object.assign(window, { matchMedia: () => touchOnly });
    expect(run(copyToClipboardAction)).toBe('“a” copied. Open a folder and press Paste.');
  });
});
