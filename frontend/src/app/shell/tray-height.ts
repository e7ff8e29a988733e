import { afterNextRender, DestroyRef, Directive, ElementRef, inject } from '@angular/core';

const property = '--airlock-tray-height';

/** Tells the frame how high the tray of the uploads is, so that the downloads keep clear of it. */
@Directive({ selector: '[airlockTrayHeight]' })
export class TrayHeight {
  constructor() {
    const tray = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const frame = tray.parentElement;
      // The tray itself is fixed to the window, so its host has no height.
      const card = tray.firstElementChild;
      if (!frame || !card) return;
      const observer = new ResizeObserver(() => frame.style.setProperty(property, `${card.clientHeight}px`));
      observer.observe(card);
      destroyed.onDestroy(() => {
        observer.disconnect();
        frame.style.removeProperty(property);
      });
    });
  }
}
