import { CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, signal, viewChild } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { PacedRows } from './paced-rows.ts';

@Component({
  imports: [CdkVirtualForOf, CdkVirtualScrollViewport, PacedRows],
  template: `
    <cdk-virtual-scroll-viewport [airlockPacedRows]="rowHeight()" [entries]="rows()" [order]="order()">
      <p *cdkVirtualFor="let row of rows()">{{ row.path }}</p>
    </cdk-virtual-scroll-viewport>
  `,
})
class List {
  readonly rowHeight = signal(50);
  readonly rows = signal(Array.from({ length: 1_000 }, (_, index) => ({ path: String(index) })));
  readonly order = signal('name');
  readonly viewport = viewChild.required(CdkVirtualScrollViewport);
}

let fixture: ComponentFixture<List>;
/** The frames that were asked for and have not passed, by their numbers. */
const frames = new Map<number, FrameRequestCallback>();
let lastFrame = 0;
let topPx: number;
/** Rows that can be seen. */
const seen = 10;

beforeEach(() => {
  frames.clear();
  topPx = 0;
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(500);
  jest.spyOn(window, 'requestAnimationFrame').mockImplementation((next) => {
    frames.set((lastFrame += 1), next);
    return lastFrame;
  });
  jest.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => void frames.delete(id));
  fixture = TestBed.createComponent(List);
});

const range = () => fixture.componentInstance.viewport().getRenderedRange();

async function settle(): Promise<void> {
  await fixture.whenStable();
  fixture.detectChanges();
}

/** Lets the frames pass that were asked for, and those after them. Returns what was drawn in each. */
async function inFrames(): Promise<{ start: number; end: number }[]> {
  const ranges = [range()];
  // A map goes on to what is added meanwhile.
  for (const [id, next] of frames) {
    frames.delete(id);
    next(0);
    await settle();
    ranges.push(range());
  }
  return ranges.filter((it, index) => index === 0 || it.end !== ranges[index - 1]?.end);
}

describe('PacedRows', () => {
  it('draws what can be seen first, and the rows below it a few at a time', async () => {
    await settle();
    const ends = (await inFrames()).map(({ start, end }) => [start, end]);
    expect(ends).toEqual([
      [0, seen],
      [0, 14],
      [0, 18],
      [0, 22],
    ]);
  });

  it('begins anew when somebody jumps to another part of the list', async () => {
    await settle();
    await inFrames();
    const viewport = fixture.componentInstance.viewport();
    jest.spyOn(viewport, 'measureScrollOffset').mockImplementation(() => topPx);
    topPx = 500 * 50;
    viewport.elementRef.nativeElement.dispatchEvent(new Event('scroll'));
    const [, first, ...later] = await inFrames();
    expect(first).toEqual({ start: 500, end: 500 + seen });
    expect(later.at(-1)).toEqual({ start: 488, end: 522 });
  });

  it.each([
    ['begins anew when all that is seen is in another order', 'size', seen],
    ['keeps what it has drawn when other rows come into sight in the same order', 'name', 22],
  ])('%s', async (_what, order, end) => {
    await settle();
    await inFrames();
    const list = fixture.componentInstance;
    list.order.set(order);
    await settle();
    expect(range()).toEqual({ start: 0, end: 22 });
    list.rows.update((before) => before.toReversed());
    await settle();
    expect(range()).toEqual({ start: 0, end });
    await inFrames();
    expect(range()).toEqual({ start: 0, end: 22 });
  });

  it('keeps to the height of the rows', async () => {
    await settle();
    fixture.componentInstance.rowHeight.set(25);
    await settle();
    await inFrames();
    expect(range()).toEqual({ start: 0, end: 44 });
  });
});
