import { signal } from '@angular/core';

/** A drag that goes on reports itself at least every 350 ms, even when the pointer rests. */
const silenceMs = 1_000;
/** Safari says of each element that the drag left the window. Unless it goes on, it really has. */
const leftMs = 150;

/**
 * Watches whether something is dragged over the page. The events of single elements cannot tell: an element that is
 * removed under the pointer is entered and never left. So the drag is over when nothing is heard of it any more, and at
 * once when something happens that cannot happen during a drag.
 */
export class DragWatch {
  readonly #isOver = signal(false);
  readonly #window: Window;
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly isOver = this.#isOver.asReadonly();

  constructor(window: Window) {
    this.#window = window;
  }

  /** Must be called with each event of the drag. */
  goesOn(): void {
    if (!this.#isOver()) this.#start();
    this.#endIn(silenceMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#isOver.set(false);
  }

  #start(): void {
    this.#isOver.set(true);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const listen = <K extends keyof WindowEventMap>(type: K, hear: (event: WindowEventMap[K]) => void) =>
      this.#window.addEventListener(type, hear, { signal, capture: true });
    listen('dragend', () => this.end());
    listen('pointermove', () => this.end());
    listen('keydown', ({ key }) => key === 'Escape' && this.end());
    listen('dragleave', ({ relatedTarget }) => relatedTarget === null && this.#endIn(leftMs));
  }

  #endIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), ms);
  }
}
