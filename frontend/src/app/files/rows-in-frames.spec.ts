import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { rowsInFrames, rowsPerFrame } from './rows-in-frames.ts';

@Component({ template: '@for (row of shown(); track row) {<p>{{ row }}</p>}' })
class List {
  readonly rows = signal<readonly number[]>([]);
  readonly filter = signal('all');
  readonly shown = rowsInFrames(this.rows, () => this.filter());
}

let fixture: ComponentFixture<List>;
/** The frames that were asked for and have not passed, by their numbers. */
const frames = new Map<number, FrameRequestCallback>();
let lastFrame = 0;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

beforeEach(() => {
  frames.clear();
  jest.spyOn(window, 'requestAnimationFrame').mockImplementation((next) => {
    frames.set((lastFrame += 1), next);
    return lastFrame;
  });
  jest.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => void frames.delete(id));
  fixture = TestBed.createComponent(List);
});

const drawn = (): number => (fixture.nativeElement as HTMLElement).querySelectorAll('p').length;

/** Shows these rows and lets all frames pass. Returns how many rows there were after each. */
function counts(count: number): readonly number[] {
  fixture.componentInstance.rows.set(numbers(count));
  fixture.detectChanges();
  const found = [drawn()];
  // A map goes on to what is added meanwhile.
  for (const [id, next] of frames) {
    frames.delete(id);
    next(0);
    fixture.detectChanges();
    found.push(drawn());
  }
  return found;
}

describe('rowsInFrames', () => {
  it('draws a few rows with each frame, until they are all there', () => {
    expect(counts(50)).toEqual([rowsPerFrame, 40, 50]);
  });

  it('draws a short list at once, and asks for no frame', () => {
    expect(counts(rowsPerFrame)).toEqual([rowsPerFrame]);
  });

  it('keeps what is drawn when more come, or fewer', () => {
    counts(50);
    expect(counts(70)).toEqual([60, 70]);
    expect(counts(45)).toEqual([45]);
  });

  it('begins again when the list is shown in another way', () => {
    counts(50);
    fixture.componentInstance.filter.set('uploads');
    expect(counts(50)).toEqual([rowsPerFrame, 40, 50]);
  });

  it('draws the rows that come back after an empty moment a few at a time', () => {
    counts(50);
    fixture.componentInstance.filter.set('uploads');
    counts(0);
    fixture.componentInstance.filter.set('all');
    expect(counts(50)[0]).toBe(rowsPerFrame);
  });
});
