import { Injectable } from '@angular/core';

/** A sign-out waits this long at most for work that needs the tokens. */
const patienceMs = 5_000;

/** Work of the page that needs the tokens of the person who signs out, such as a deletion that has not been sent yet. */
@Injectable({ providedIn: 'root' })
export class SignOutWork {
  readonly #works: (() => Promise<void>)[] = [];

  /** Has `work` done before each sign-out. */
  add(work: () => Promise<void>): void {
    this.#works.push(work);
  }

  /** Does all work. Resolves when it has ended, well or not, and after five seconds in any case. */
  async finish(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)));
    await Promise.race([Promise.allSettled(this.#works.map((work) => work())), tooLong]);
    clearTimeout(timer);
  }
}
