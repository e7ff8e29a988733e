import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../../api/session-state.ts';
import type { Entry } from '../../files/entry.ts';
import { FileMoves } from '../file-moves.ts';
import { MovingDrag } from './moving-drag.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const moves = { move: jest.fn<FileMoves['move']>(), copy: jest.fn<FileMoves['copy']>() };
const folder: Entry = { kind: 'folder', path: 'x/a/', name: 'a' };
let drag: MovingDrag;

/** A drag event as a browser has it, as far as the drag reads it. jsdom has none. */
const dragged = ({ ctrlKey = false } = {}) => ({
  preventDefault: jest.fn(),
  stopPropagation: jest.fn(),
  dataTransfer: { setData: jest.fn(), setDragImage: jest.fn(), dropEffect: 'none', effectAllowed: 'none' },
  ctrlKey,
  altKey: false,
});
const event = (of: ReturnType<typeof dragged>) => of as unknown as DragEvent;

beforeEach(() => {
  for (const call of Object.values(moves)) call.mockReset().mockResolvedValue(undefined);
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [
      { provide: SESSION_STATE, useValue: session },
      { provide: FileMoves, useValue: moves },
    ],
  });
  drag = TestBed.inject(MovingDrag);
});

describe('MovingDrag', () => {
  it('moves into a folder, and copies with Ctrl', () => {
    for (const ctrlKey of [false, true]) {
      drag.start(event(dragged()), [folder]);
      const over = dragged({ ctrlKey });
      expect([drag.over(event(over), 'to/'), over.dataTransfer.dropEffect]).toEqual([true, ctrlKey ? 'copy' : 'move']);
      expect(drag.drop(event(dragged({ ctrlKey })), 'to/')).toBe(true);
    }
    expect([moves.move.mock.calls, moves.copy.mock.calls]).toEqual([[[[folder], 'to/']], [[[folder], 'to/']]]);
  });

  it.each([
    ['a folder into itself', 'x/a/'],
    ['a folder into one inside it', 'x/a/deep/'],
    ['to where it is', 'x/'],
    ['into a folder whose name is not allowed for new files', 'bad./'],
  ])('does not move %s', (_what, target) => {
    drag.start(event(dragged()), [folder]);
    const over = dragged();
    expect([drag.over(event(over), target), drag.drop(event(dragged()), target)]).toEqual([false, false]);
    expect([over.preventDefault.mock.calls.length, moves.move.mock.calls.length]).toEqual([0, 0]);
  });

  it('takes nothing that comes from elsewhere, so that files from outside are still uploaded', () => {
    expect([drag.over(event(dragged()), 'to/'), drag.drop(event(dragged()), 'to/')]).toEqual([false, false]);
  });

  it('tells other windows nothing about the files', () => {
    const start = dragged();
    drag.start(event(start), [folder]);
    expect(start.dataTransfer.setData.mock.calls).toEqual([['application/x-airlock-entries', '']]);
  });

  it('is over when the page passes to somebody else', () => {
    drag.start(event(dragged()), [folder]);
    session.set({ ...anna, userId: 'ben-id' });
    TestBed.tick();
    expect(drag.drop(event(dragged()), 'to/')).toBe(false);
  });
});
