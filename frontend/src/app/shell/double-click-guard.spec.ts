import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { DoubleClickGuard } from './double-click-guard.ts';

@Component({
  imports: [DoubleClickGuard],
  template: `
    <main airlockDoubleClickGuard>
      <button id="next"><i>Next</i></button>
      <button id="item" mat-menu-item><i>Delete</i></button>
      <button id="undo" data-once>Undo</button>
      <div class="cdk-overlay-backdrop" id="ground"></div>
      <div id="row" role="row"><span id="size">1 KB</span><button id="more">More</button></div>
      <p id="words">Words</p>
    </main>
  `,
})
class GuardedPage {}

let heard: string[];
const hear = ({ type, target }: Event): void => void heard.push(`${type} ${(target as Element).id}`);

beforeEach(() => {
  heard = [];
  document.body.append(TestBed.createComponent(GuardedPage).nativeElement as HTMLElement);
  for (const kind of ['click', 'dblclick']) document.addEventListener(kind, hear);
});
afterEach(() => {
  for (const kind of ['click', 'dblclick']) document.removeEventListener(kind, hear);
});

/** Clicks as a browser reports it, with how many clicks there were at this place within a moment. Returns what the page heard. */
function click(...ids: readonly string[]): readonly string[] {
  ids.forEach((id, index) => {
    const target = document.getElementById(id);
    const send = (kind: string) =>
      target?.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, detail: index + 1 }));
    send('click');
    if (index === 1) send('dblclick');
  });
  return heard;
}

describe('DoubleClickGuard', () => {
  it.each([
    ['the ground behind a menu that the first click opened', 'more', 'ground'],
    ['a dialog over a row', 'row', 'next'],
    ['a row under a menu that has closed', 'item', 'size'],
    ['the next row', 'more', 'row'],
  ])('keeps the second click from %s', (_what, first, second) => {
    expect(click(first, second)).toEqual([`click ${first}`]);
  });

  it.each(['item', 'undo'])('lets what acts once act once: %s', (id) => {
    expect(click(id, id, id)).toEqual([`click ${id}`]);
  });

  it.each([
    ['a button that is pressed again and again', 'next'],
    ['a row that is opened', 'size'],
    ['words that are marked', 'words'],
  ])('leaves both clicks to %s', (_what, id) => {
    expect(click(id, id)).toEqual([`click ${id}`, `click ${id}`, `dblclick ${id}`]);
  });

  it('leaves clicks alone that are far apart, and those of keys and scripts', () => {
    click('item');
    click('item');
    document.getElementById('undo')?.click();
    document.getElementById('undo')?.click();
    expect(heard).toEqual(['click item', 'click item', 'click undo', 'click undo']);
  });

  it('hears somebody who clicks on in a steady row', () => {
    expect(click('next', 'undo', 'more', 'row')).toEqual(['click next', 'click more']);
  });

  it('takes a first press for what it was for, also when no click came of it', () => {
    click('undo');
    document.getElementById('next')?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, detail: 1 }));
    const second = new MouseEvent('click', { bubbles: true, detail: 2 });
    document.getElementById('next')?.dispatchEvent(second);
    expect(heard).toEqual(['click undo', 'click next']);
  });

  it('counts no click of a script as the first one', () => {
    click('next');
    document.getElementById('undo')?.click();
    const again = new MouseEvent('click', { bubbles: true, detail: 2 });
    document.getElementById('next')?.dispatchEvent(again);
    expect(heard.at(-1)).toBe('click next');
  });

  it('leaves the focus where it was, so that a dialog gives it back to what it came from', () => {
    const press = (id: string, detail: number) => {
      const event = new MouseEvent('mousedown', { bubbles: true, cancelable: true, detail });
      document.getElementById(id)?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(press('item', 1)).toBe(false);
    click('item');
    expect([press('item', 2), press('row', 2), press('words', 2)]).toEqual([true, true, false]);
    click('next');
    expect(press('next', 2)).toBe(false);
  });

  it('says no to a link, so that the browser does not follow it', () => {
    click('more');
    const second = new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 });
    document.getElementById('next')?.dispatchEvent(second);
    expect(second.defaultPrevented).toBe(true);
  });
});
