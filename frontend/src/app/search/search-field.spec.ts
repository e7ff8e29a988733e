import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { buttonIn } from '../../testing/page-driver.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { SearchContext } from './search-context.ts';
import { SearchField } from './search-field.ts';

let router: Router;
let fixture: ComponentFixture<SearchField>;
let page: HTMLElement;
let field: HTMLInputElement;

beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', children: [] }]),
      { provide: SESSION_STATE, useValue: signal({ kind: 'signed-in', username: 'anna', userId: 'anna-id' }) },
    ],
  });
  router = TestBed.inject(Router);
  await router.navigateByUrl('/files?folder=plans');
  fixture = TestBed.createComponent(SearchField);
  page = fixture.nativeElement as HTMLElement;
  document.body.append(page);
  fixture.detectChanges();
  field = page.querySelector('input')!;
});
afterEach(() => {
  page.remove();
  jest.useRealTimers();
});

function type(text: string, event: Event = new InputEvent('input')): void {
  field.value = text;
  field.dispatchEvent(event);
}

async function passes(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
  fixture.detectChanges();
}

const press = (key: string, target: EventTarget = field): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event;
};

describe('typing', () => {
  it('searches once the person pauses', async () => {
    type('q');
    await passes(200);
    type('q3 ');
    await passes(249);
    expect(router.url).toBe('/files?folder=plans');
    await passes(1);
    expect(router.url).toBe('/search?text=q3');
  });

  it('searches at once with Enter, and the focus goes to the matches', async () => {
    type('q3');
    press('Enter');
    await passes(0);
    expect(router.url).toBe('/search?text=q3');
    expect(TestBed.inject(SearchContext).wantsFocus()).toBe(true);
  });

  it('searches for no letters of a word that is still being composed', async () => {
    type('に', new InputEvent('input', { isComposing: true }));
    await passes(1_000);
    expect(router.url).toBe('/files?folder=plans');
    field.value = '日本';
    field.dispatchEvent(new CompositionEvent('compositionend'));
    await passes(250);
    expect(router.url).toBe('/search?text=%E6%97%A5%E6%9C%AC');
  });

  it('keeps what is typed while the search of the letters before begins', async () => {
    type('q');
    await passes(250);
    type('q3');
    await router.navigateByUrl('/search?text=q');
    fixture.detectChanges();
    expect(field.value).toBe('q3');
  });

  it('ends with the page', async () => {
    type('q3');
    fixture.destroy();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(router.url).toBe('/files?folder=plans');
  });
});

describe('leaving', () => {
  it('goes back to the folder with Escape', async () => {
    type('q3');
    await passes(250);
    press('Escape');
    await passes(0);
    expect([router.url, field.value]).toEqual(['/files?folder=plans', '']);
  });

  it('searches for nothing any more after Escape while a person still types', async () => {
    type('q3');
    press('Escape');
    await passes(1_000);
    expect(router.url).toBe('/files?folder=plans');
  });

  it('empties the field with its button, and the focus stays in it', async () => {
    type('q3');
    await passes(250);
    buttonIn(page, 'Clear the search').click();
    await passes(0);
    expect([router.url, field.value, document.activeElement]).toEqual(['/search', '', field]);
  });
});

describe('the key /', () => {
  it('leads to the field, and selects what is in it', () => {
    field.value = 'q3';
    const event = press('/', document.body);
    expect([document.activeElement, event.defaultPrevented]).toEqual([field, true]);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 2]);
  });

  it.each([
    ['a text field', 'none', 'textarea'],
    ['a button of a dialog', 'dialog', 'button'],
  ])('is left to %s', (_, role, name) => {
    const around = document.createElement('div');
    around.setAttribute('role', role);
    const target = document.createElement(name);
    around.append(target);
    document.body.append(around);
    target.focus();
    const event = press('/', target);
    expect([document.activeElement, event.defaultPrevented]).toEqual([target, false]);
    around.remove();
  });
});

it('shows what is searched for', async () => {
  await router.navigateByUrl('/search?text=q3');
  fixture.detectChanges();
  expect(field.value).toBe('q3');
  await router.navigateByUrl('/files');
  fixture.detectChanges();
  expect(field.value).toBe('');
});
