import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import type { Entry } from '../files/entry.ts';
import { FileClipboard } from './file-clipboard.ts';
import { FileMoves } from './file-moves.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const moves = { move: jest.fn<FileMoves['move']>(), copy: jest.fn<FileMoves['copy']>() };
const entries: Entry[] = [{ kind: 'folder', path: 'a/', name: 'a' }];
let clipboard: FileClipboard;

beforeEach(() => {
  for (const call of Object.values(moves)) call.mockReset().mockResolvedValue(undefined);
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [
      { provide: SESSION_STATE, useValue: session },
      { provide: FileMoves, useValue: moves },
    ],
  });
  clipboard = TestBed.inject(FileClipboard);
});

describe('FileClipboard', () => {
  it('moves what was cut, once, and dims it until then', async () => {
    clipboard.cut(entries);
    expect([...clipboard.cutPaths()]).toEqual(['a/']);
    await clipboard.paste('to/');
    await clipboard.paste('to/');
    expect(moves.move.mock.calls).toEqual([[entries, 'to/']]);
    expect([clipboard.isEmpty(), clipboard.cutPaths().size]).toEqual([true, 0]);
  });

  it('copies what was copied as often as it is pasted', async () => {
    clipboard.copy(entries);
    expect(clipboard.cutPaths().size).toBe(0);
    await clipboard.paste('x/');
    await clipboard.paste('y/');
    expect(moves.copy.mock.calls).toEqual([
      [entries, 'x/'],
      [entries, 'y/'],
    ]);
  });

  it('leaves the next person nothing to paste', async () => {
    clipboard.cut(entries);
    session.set({ ...anna, userId: 'ben-id' });
    TestBed.tick();
    await clipboard.paste('to/');
    expect([clipboard.isEmpty(), clipboard.cutPaths().size, moves.move.mock.calls.length]).toEqual([true, 0, 0]);
  });
});
