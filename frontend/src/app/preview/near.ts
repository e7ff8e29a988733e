import { DestroyRef, Directive, ElementRef, inject, signal } from '@angular/core';

/** How far outside its scroll container something is drawn already. */
const margin = '1200px 0px';

/** Elements that are observed, each with what is called when it comes near or goes away. */
const listeners = new WeakMap<Element, (isNear: boolean) => void>();

/**
 * Says whether an element is in sight or nearly, so that of a long file only what is near is drawn. An element that is not
 * keeps the height that it had.
 */
@Directive({
  selector: '[airlockNear]',
  exportAs: 'near',
  host: { '[style.minHeight.px]': 'isNear() ? null : height()' },
})
export class Near {
  readonly isNear = signal(false);
  protected readonly height = signal<number | null>(null);

  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    listeners.set(element, (isNear) => {
      if (!isNear && this.isNear()) this.height.set(element.offsetHeight);
      this.isNear.set(isNear);
    });
    const destroyed = inject(DestroyRef);
    // It is in the page only when Angular is done with the view that it belongs to.
    queueMicrotask(() => {
      if (destroyed.destroyed) return;
      // The container is the root: the margin of an observer reaches out of its own root only.
      const observer = new IntersectionObserver(hear, { root: element.closest('.scroller'), rootMargin: margin });
      observer.observe(element);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }
}

function hear(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
}
