import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { NoticeList } from './notice-list.ts';
import { Notices, type NoticeContent } from './notices.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
let fixture: ComponentFixture<NoticeList>;
let page: HTMLElement;
let notices: Notices;

beforeEach(() => {
  jest.useFakeTimers();
  session.set(anna);
  TestBed.configureTestingModule({ providers: [{ provide: SESSION_STATE, useValue: session }] });
  notices = TestBed.inject(Notices);
  fixture = TestBed.createComponent(NoticeList);
  page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const shown = () => Array.from(page.querySelectorAll('p'), (sentence) => sentence.textContent);
const view = () => page.querySelector<HTMLElement>('airlock-notice-view')!;
const button = (label: string) =>
  Array.from(page.querySelectorAll('button')).find(
    (it) => (it.getAttribute('aria-label') ?? it.textContent).trim() === label,
  )!;
function pass(ms: number): void {
  TestBed.tick();
  jest.advanceTimersByTime(ms);
  TestBed.tick();
}
function show(visibility: DocumentVisibilityState): void {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
  TestBed.tick();
}

describe('NoticeList', () => {
  it('shows several notices, each for its time', () => {
    notices.say('One.', 5_000);
    notices.say('Two.', 9_000);
    pass(4_999);
    expect(shown()).toEqual(['One.', 'Two.']);
    pass(1);
    expect(shown()).toEqual(['Two.']);
    pass(4_000);
    expect(shown()).toEqual([]);
  });

  it('keeps what was not seen: its time does not run in a hidden tab', () => {
    notices.say('Deleted.', 5_000);
    pass(0);
    show('hidden');
    pass(60_000);
    show('visible');
    pass(4_999);
    expect(shown()).toEqual(['Deleted.']);
    pass(1);
    expect(shown()).toEqual([]);
  });

  it.each([
    ['points at it', 'mouseenter', 'mouseleave'],
    ['has the focus in it', 'focusin', 'focusout'],
  ])('keeps a notice while somebody %s', (_how, begin, end) => {
    notices.say('Deleted.', 5_000);
    pass(0);
    view().dispatchEvent(new Event(begin));
    pass(60_000);
    expect(shown()).toEqual(['Deleted.']);
    view().dispatchEvent(new Event(end));
    pass(5_000);
    expect(shown()).toEqual([]);
  });

  it('reads out what it says, but not numbers that change all the time', () => {
    const content = signal<NoticeContent>({ sentence: 'Deleting 1 of 2 files', progress: 0.5 });
    notices.show(content);
    pass(0);
    expect(page.querySelector('section')?.getAttribute('aria-live')).toBe('polite');
    expect(page.querySelector('p')?.getAttribute('aria-live')).toBe('off');
    expect(page.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('50');
    content.set({ sentence: '2 files deleted', details: ['One line.'] });
    pass(60_000);
    expect([shown(), page.querySelector('li')?.textContent]).toEqual([['2 files deleted'], 'One line.']);
    expect(page.querySelector('p')?.getAttribute('aria-live')).toBeNull();
  });

  it('keeps the focus where it makes sense', () => {
    const before = document.createElement('button');
    document.body.append(before);
    notices.show(signal({ sentence: 'Deleted.', actions: [{ label: 'Undo', choose: () => undefined }] }));
    pass(0);
    before.focus();
    button('Undo').focus();
    button('Undo').click();
    expect(document.activeElement).toBe(view());
    button('Close message').click();
    pass(0);
    expect([shown(), document.activeElement]).toEqual([[], before]);
  });

  it('puts the focus back into the list when what had it is gone', () => {
    const list = Object.assign(document.createElement('div'), { role: 'grid' });
    for (const tabIndex of [-1, 0])
      list.append(Object.assign(document.createElement('div'), { role: 'row', tabIndex }));
    const before = document.createElement('button');
    document.body.append(list, before);
    notices.say('Deleted.');
    pass(0);
    before.focus();
    button('Close message').focus();
    before.remove();
    button('Close message').click();
    pass(0);
    expect(document.activeElement).toBe(list.querySelector('[tabindex="0"]'));
    list.remove();
  });

  it('leaves the notices, their time and the focus to a list over it', () => {
    const row = Object.assign(document.createElement('div'), { role: 'row', tabIndex: 0 });
    const list = Object.assign(document.createElement('div'), { role: 'grid' });
    list.append(row);
    const dialog = document.createElement('mat-dialog-container');
    dialog.tabIndex = -1;
    document.body.append(list, dialog);
    notices.say('Deleted.', 5_000);
    const over = TestBed.createComponent(NoticeList);
    dialog.append(over.nativeElement as HTMLElement);
    pass(0);
    expect([shown(), dialog.textContent]).toEqual([[], expect.stringContaining('Deleted.')]);
    dialog.querySelector<HTMLElement>('airlock-notice-view')!.dispatchEvent(new Event('mouseenter'));
    dialog.querySelector<HTMLElement>('button')!.focus();
    pass(60_000);
    expect(dialog.textContent).toContain('Deleted.');
    dialog.querySelector<HTMLElement>('button')!.click();
    pass(0);
    expect(document.activeElement).toBe(dialog);
    over.destroy();
    notices.say('Moved.');
    pass(0);
    expect(shown()).toEqual(['Moved.']);
    list.remove();
    dialog.remove();
  });

  it('goes with the person whose page it is', () => {
    notices.say('“secret.txt” deleted');
    session.set({ kind: 'signed-out' });
    pass(0);
    expect(shown()).toEqual([]);
  });
});

describe('NoticeList and Ctrl+Z', () => {
  const undone: string[] = [];
  const offer = (name: string) =>
    notices.show(
      signal({ sentence: name, actions: [{ label: 'Undo', isUndo: true, choose: () => void undone.push(name) }] }),
    );
  const press = (target: EventTarget, more: KeyboardEventInit = { ctrlKey: true }) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', bubbles: true, cancelable: true, ...more }));
  beforeEach(() => {
    undone.length = 0;
    offer('first');
    offer('second');
    notices.say('Something else.');
    pass(0);
  });

  it.each([{ ctrlKey: true }, { metaKey: true, key: 'Z' }])('undoes the newest that can be undone: %j', (keys) => {
    expect(press(document.body, keys)).toBe(false);
    expect(undone).toEqual(['second']);
  });

  it('is left to the browser in a field, behind a dialog and with other keys', () => {
    const dialog = Object.assign(document.createElement('div'), { role: 'dialog' });
    dialog.append(document.createElement('button'));
    document.body.append(dialog);
    const field = document.body.appendChild(document.createElement('input'));
    for (const place of [field, dialog.firstElementChild!]) expect(press(place)).toBe(true);
    press(document.body, {});
    press(document.body, { ctrlKey: true, shiftKey: true });
    expect(undone).toEqual([]);
  });
});
