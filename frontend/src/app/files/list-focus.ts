/**
 * Knows whether a list has the focus, also when the row that had it has been taken away: browsers then leave the focus nowhere,
 * and the keyboard does nothing more.
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

  isLost(): boolean {
    return this.#isHere && document.activeElement === document.body;
  }
}
