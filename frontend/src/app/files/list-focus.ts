/**
 * Notices when a list loses the focus because the row that had it was removed. Browsers then focus nothing, and the keyboard
 * does nothing more.
 */
export class ListFocus {
  #isHere = false;

  constructor(list: HTMLElement) {
    list.addEventListener('focusin', () => (this.#isHere = true));
    list.addEventListener('focusout', ({ target }) => {
      // Whether a row was left or taken away shows only afterwards: some browsers tell of both in the same way.
      setTimeout(() => {
        const isThere = target instanceof Node && target.isConnected;
        if (isThere && !list.contains(document.activeElement)) this.#isHere = false;
      });
    });
  }

  /** Returns whether the list had the focus and nothing has it now. */
  isLost(): boolean {
    return this.#isHere && document.activeElement === document.body;
  }
}
