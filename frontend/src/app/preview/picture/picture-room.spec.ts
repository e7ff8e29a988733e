import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { PictureView } from './picture-view.ts';

let resized: (() => void)[];
beforeEach(() => {
  resized = [];
  Object.assign(globalThis, {
    ResizeObserver: class {
      constructor(tell: () => void) {
        resized.push(tell);
      }
      observe = jest.fn();
      disconnect = jest.fn();
    },
  });
  Object.assign(URL, { createObjectURL: () => 'blob:a', revokeObjectURL: jest.fn() });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'ResizeObserver');
});

it('fits the picture anew when its room becomes smaller, as it does beside the details', async () => {
  const fixture = TestBed.createComponent(PictureView);
  fixture.componentRef.setInput('opened', { name: 'a.png', content: { kind: 'text' } });
  const view = fixture.componentInstance as unknown as {
    url: { set(url: string): void };
    size: { set(size: object): void };
    zoom(): { scale: number };
  };
  view.url.set('blob:a');
  view.size.set({ width: 1000, height: 500 });
  await fixture.whenStable();
  const window = (fixture.nativeElement as HTMLElement).querySelector('.window')!;
  const has = (width: number) =>
    Object.defineProperties(window, {
      clientWidth: { value: width, configurable: true },
      clientHeight: { value: 500, configurable: true },
    });
  for (const width of [500, 250]) {
    has(width);
    resized.forEach((tell) => tell());
    expect(view.zoom().scale).toBeCloseTo(width / 1000);
  }
});
