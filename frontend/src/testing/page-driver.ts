import type { ComponentFixture } from '@angular/core/testing';

/** Waits until a page has drawn itself, and what it does in the next frame is done. */
export async function settled(fixture: ComponentFixture<unknown>): Promise<void> {
  await fixture.whenStable();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await fixture.whenStable();
}

/** Returns the button with this label or text. */
export const buttonIn = (root: ParentNode, name: string): HTMLElement =>
  Array.from(root.querySelectorAll<HTMLElement>('button')).find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  )!;
