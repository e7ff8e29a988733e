import { TestBed } from '@angular/core/testing';
import { expect, it } from '@jest/globals';

import { PictureView } from './picture-view.ts';

it('lets the browser make nothing of a finger that moves, so that the tap after a swipe is a click', () => {
  const fixture = TestBed.createComponent(PictureView);
  fixture.componentRef.setInput('opened', { name: 'a.png', content: { kind: 'text' } });
  fixture.detectChanges();
  const move = new Event('touchmove', { bubbles: true, cancelable: true });
  (fixture.nativeElement as HTMLElement).dispatchEvent(move);
  expect(move.defaultPrevented).toBe(true);
});
