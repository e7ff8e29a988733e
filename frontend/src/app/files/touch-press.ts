/** How long a finger rests on an item before it selects it. Systems take about this long. */
const longPressMs = 500;
/** How far a finger may move without meaning to scroll, in CSS pixels. */
const slackPx = 10;

/**
 * Recognises a finger that rests on an item. What follows it, a click or the browser's own menu, is no event of its own.
 */
export class TouchPress {
  #isTouch = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #from = { x: 0, y: 0 };
  #isLong = false;

  /** Whether the last pointer that was put down was a finger. */
  get isTouch(): boolean {
    return this.#isTouch;
  }

  /** Whether the finger has rested long enough, until it is put down again. */
  get isLong(): boolean {
    return this.#isLong;
  }

  /** Must be called when a pointer is put down. `rested` is called when it is a finger and stays there. */
  down({ pointerType, clientX, clientY }: PointerEvent, rested: () => void): void {
    this.end();
    this.#isTouch = pointerType === 'touch';
    this.#isLong = false;
    this.#from = { x: clientX, y: clientY };
    if (!this.#isTouch) return;
    this.#timer = setTimeout(() => {
      this.#isLong = true;
      rested();
    }, longPressMs);
  }

  /** Must be called when a key is used: what follows is not of a finger. */
  forget(): void {
    this.end();
    this.#isTouch = false;
    this.#isLong = false;
  }

  moved({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - this.#from.x, clientY - this.#from.y) > slackPx) this.end();
  }

  /** Must be called when the pointer is lifted, or scrolls. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
