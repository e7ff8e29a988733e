import { afterNextRender, DestroyRef, Directive, ElementRef, inject } from '@angular/core';

/**
 * Holds the trays, one above the other, and tells the page how high they are: lists leave this room below their last row,
 * so that no tray covers its buttons for good.
 */
@Directive({ selector: '[airlockTrayFrame]' })
export class TrayFrame {
  readonly #frame = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new ResizeObserver(() => this.#tell());
      observer.observe(this.#frame);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }

  #tell(): void {
    this.#frame.parentElement?.style.setProperty('--airlock-tray-height', `${this.#frame.offsetHeight}px`);
  }
}
