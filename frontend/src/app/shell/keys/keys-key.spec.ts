import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { KeysKey } from './keys-key.ts';
import { KeysOpener } from './keys-opener.ts';

@Component({
  imports: [KeysKey],
  template: `
    <div airlockKeysKey>
      <input type="text" />
      <input type="checkbox" />
    </div>
    <div class="cdk-overlay-container"><button>In a dialog</button></div>
  `,
})
class Page {}

const open = jest.fn<KeysOpener['open']>();
let page: HTMLElement;

beforeEach(() => {
  open.mockReset();
  TestBed.configureTestingModule({ providers: [{ provide: KeysOpener, useValue: { open } }] });
  const fixture = TestBed.createComponent(Page);
  page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  fixture.detectChanges();
});

const press = (selector: string, more: KeyboardEventInit = {}) =>
  page
    .querySelector(selector)!
    .dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, cancelable: true, ...more }));

describe('KeysKey', () => {
  it.each(['div', '[type=checkbox]'])('opens the list of keys from %j', (selector) => {
    press(selector);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['[type=text]', {}],
    ['button', {}],
    ['div', { ctrlKey: true }],
    ['div', { repeat: true }],
    ['div', { key: '!' }],
  ])('does nothing at %j with %j', (selector, more) => {
    press(selector, more);
    expect(open).not.toHaveBeenCalled();
  });
});
