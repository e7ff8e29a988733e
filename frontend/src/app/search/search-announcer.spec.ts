import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { SearchAnnouncer } from './search-announcer.ts';
import { SearchResults, type SearchState } from './search-results.ts';

const state = signal<SearchState>({ kind: 'none' });
const searchedCount = signal(0);
let fixture: ComponentFixture<SearchAnnouncer>;
/** What a screen reader has said, in this order. */
let said: string[];
let live: MutationObserver;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  state.set({ kind: 'none' });
  searchedCount.set(0);
  TestBed.configureTestingModule({ providers: [{ provide: SearchResults, useValue: { state, searchedCount } }] });
  fixture = TestBed.createComponent(SearchAnnouncer);
  said = [];
  live = new MutationObserver((changes) => {
    said.push(...changes.map(({ target }) => target.textContent ?? '').filter((text) => text !== ''));
  });
});
afterEach(() => {
  live.disconnect();
  jest.useRealTimers();
});

/** Lets the search come so far, and a while pass. */
async function comes(kind: 'searching' | 'done' | 'paused', searched: number, found: number, ms = 0): Promise<void> {
  state.set({ kind });
  searchedCount.set(searched);
  fixture.componentRef.setInput('found', found);
  await passes(0);
  await passes(ms);
}

async function passes(ms: number): Promise<void> {
  fixture.detectChanges();
  await jest.advanceTimersByTimeAsync(ms);
  fixture.detectChanges();
  await Promise.resolve();
}

it('says that a search begins and how it ends, and on the way no more than a count every five seconds', async () => {
  await comes('searching', 0, 0);
  live.observe(fixture.nativeElement as Node, { subtree: true, characterData: true, childList: true });
  expect((fixture.nativeElement as Element).textContent).toContain('Searching…');
  for (let second = 1; second <= 11; second += 1) await comes('searching', second * 1_000, second, 1_000);
  await comes('done', 12_000, 12);
  expect(said).toEqual([
    '5,000 files searched, 5 matches so far…',
    '10,000 files searched, 10 matches so far…',
    '12 matches',
  ]);
  await passes(10_000);
  expect(said.at(-1)).toBe('12 matches');
});

it('says at once that a search waits', async () => {
  await comes('searching', 0, 0);
  await comes('searching', 500, 1_000);
  live.observe(fixture.nativeElement as Node, { subtree: true, characterData: true, childList: true });
  await comes('paused', 1_000, 2_000);
  expect(said).toEqual(['The first 2,000 matches are shown.']);
});
