import { Component, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { Notices } from '../notices/notices.ts';
import { loadingText } from '../text/loading-text.ts';
import { LazyDialogs, type Opening } from './lazy-dialogs.ts';
import { CodeUnavailable } from './load-code.ts';
import { MissingCode } from './missing-code.ts';
import { PageReload } from './page-reload.ts';

@Component({ template: '' })
class SomeDialog {}

const session = signal<SessionState>({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
const opened = { dialog: true };
const open = jest.fn<MatDialog['open']>();
const reload = { now: jest.fn() };
let dialogs: LazyDialogs;

beforeEach(() => {
  session.set({ kind: 'signed-in', username: 'anna', userId: 'anna-id' });
  open.mockReset().mockReturnValue(opened as never);
  reload.now.mockReset();
  TestBed.configureTestingModule({
    providers: [
      { provide: SESSION_STATE, useValue: session },
      { provide: MatDialog, useValue: { open } },
      { provide: PageReload, useValue: reload },
    ],
  });
  dialogs = TestBed.inject(LazyDialogs);
});

const shown = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content());
type Code = ReturnType<typeof deferred<Type<SomeDialog>>>;
const arrives = (): Promise<Type<SomeDialog>> => Promise.resolve(SomeDialog);
const fails = (isOutdated: boolean) => () => Promise.reject(new CodeUnavailable(isOutdated, undefined));

describe('LazyDialogs', () => {
  it('opens a dialog when its code has arrived', async () => {
    await expect(dialogs.open(arrives, { data: 7 })).resolves.toBe(opened);
    expect(open).toHaveBeenCalledWith(SomeDialog, expect.objectContaining({ data: 7 }));
  });

  it('gives a dialog the focus at once, so that the next key does not go to what is behind it', async () => {
    await dialogs.open(arrives, {});
    expect(open).toHaveBeenCalledWith(SomeDialog, expect.objectContaining({ delayFocusTrap: false }));
  });

  it.each([
    [false, loadingText.missing],
    [true, loadingText.outdated],
  ])('says once what is wrong and offers a reload; updated: %s', async (isOutdated, sentence) => {
    for (let times = 0; times < 2; times += 1)
      await expect(dialogs.open(fails(isOutdated), {})).resolves.toBeUndefined();
    expect(shown()).toMatchObject([{ sentence, details: [loadingText.nothingLost] }]);
    shown()[0]?.actions?.[0]?.choose();
    expect(reload.now).toHaveBeenCalledTimes(1);
  });

  it('takes back what it said when the code arrives later', async () => {
    await dialogs.open(fails(false), {});
    await dialogs.open(arrives, {});
    expect(shown()).toEqual([]);
  });

  it('leaves what was said about another part, which is still missing', async () => {
    TestBed.inject(MissingCode).tell(new CodeUnavailable(true, undefined));
    await dialogs.open(arrives, {});
    expect(shown()).toMatchObject([{ sentence: loadingText.outdated }]);
  });

  it.each([
    ['arrives', (code: Code) => code.resolve(SomeDialog)],
    ['does not arrive', (code: Code) => code.reject(new CodeUnavailable(false, undefined))],
  ])('keeps keys from what is behind a dialog until its code %s', async (_how, end) => {
    const field = document.body.appendChild(document.createElement('input'));
    const heard: string[] = [];
    const hear = ({ key }: KeyboardEvent) => void heard.push(key);
    const press = (key: string, target: Element = document.body) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    document.addEventListener('keydown', hear);
    const code: Code = deferred();
    const opening = dialogs.open(() => code.promise, {});
    for (const key of ['Delete', 'F2', 'Enter', 'z', 'Tab', 'ArrowDown', 'Escape']) press(key);
    press('a', field);
    end(code);
    await opening;
    press('Delete');
    document.removeEventListener('keydown', hear);
    field.remove();
    expect(heard).toEqual(['Tab', 'ArrowDown', 'Escape', 'a', 'Delete']);
  });

  const pressed = (kind: 'keydown' | 'keyup', key: string) => {
    const event = new KeyboardEvent(kind, { key, bubbles: true, cancelable: true });
    const heard = jest.fn();
    document.addEventListener(kind, heard);
    document.body.dispatchEvent(event);
    document.removeEventListener(kind, heard);
    return { isHeard: heard.mock.calls.length > 0, isPrevented: event.defaultPrevented };
  };
  const free = { isHeard: true, isPrevented: false };

  it('keeps the browser from pressing a button until the code has arrived, also when the space bar is let go', async () => {
    const code: Code = deferred();
    const opening = dialogs.open(() => code.promise, {});
    const strokes = [
      ['keydown', 'Enter'],
      ['keydown', ' '],
      ['keyup', ' '],
    ] as const;
    for (const [kind, key] of strokes) expect(pressed(kind, key)).toEqual({ isHeard: false, isPrevented: true });
    expect(pressed('keydown', 'c')).toEqual({ isHeard: false, isPrevented: false });
    code.resolve(SomeDialog);
    await opening;
    for (const [kind, key] of strokes) expect(pressed(kind, key)).toEqual(free);
  });

  it('keeps keys for five seconds at most', async () => {
    jest.useFakeTimers();
    const code: Code = deferred();
    const opening = dialogs.open(() => code.promise, {});
    await jest.advanceTimersByTimeAsync(4_999);
    expect(pressed('keydown', 'Delete').isHeard).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect([pressed('keydown', 'Delete'), pressed('keydown', 'Enter')]).toEqual([free, free]);
    jest.useRealTimers();
    code.resolve(SomeDialog);
    await opening;
  });

  it('keeps no key for a dialog that comes by itself', async () => {
    const code: Code = deferred();
    const opening = dialogs.open(() => code.promise, {}, { comesByItself: true });
    expect([pressed('keydown', 'Delete'), pressed('keydown', 'Enter')]).toEqual([free, free]);
    code.resolve(SomeDialog);
    await opening;
  });

  it.each([
    ['the page is somebody else’s', () => session.set({ kind: 'signed-out' }), () => true],
    ['nobody wants it', () => undefined, () => false],
  ])('opens nothing when %s by then', async (_when, meanwhile, isWanted) => {
    const opening = dialogs.open(arrives, {}, { isWanted });
    meanwhile();
    await expect(opening).resolves.toBeUndefined();
    expect(open).not.toHaveBeenCalled();
  });

  /** Asks for a dialog and then for another one, before the code of the first has arrived. */
  async function openTwo(first: Opening, second: Opening) {
    const [early, late]: [Code, Code] = [deferred(), deferred()];
    const openings = [
      dialogs.open(() => early.promise, { data: 'first' }, first),
      dialogs.open(() => late.promise, { data: 'second' }, second),
    ];
    late.resolve(SomeDialog);
    await openings[1];
    early.resolve(SomeDialog);
    await Promise.all(openings);
    return open.mock.calls.map(([, config]) => config?.data);
  }

  it('opens one dialog for two clicks, as somebody does who clicks twice: the last that was asked for', async () => {
    await expect(openTwo({}, {})).resolves.toEqual(['second']);
    await expect(dialogs.open(arrives, {})).resolves.toBe(opened);
  });

  it.each<[string, Opening, Opening]>([
    ['before', { mustBeAnswered: true }, {}],
    ['after', {}, { mustBeAnswered: true }],
  ])(
    'leaves out no question that must be answered, which came %s a dialog that was asked for',
    async (_when, ...two) => {
      await expect(openTwo(...two)).resolves.toEqual(['second', 'first']);
    },
  );
});
