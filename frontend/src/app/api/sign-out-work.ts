import { Injectable } from '@angular/core';

/** A sign-out waits this long at most for work that needs the tokens. */
const patienceMs = 5_000;

/** What a sign-out waits for: questions to the person, and work that needs their tokens, such as an unanswered request. */
@Injectable({ providedIn: 'root' })
export class SignOutWork {
  readonly #works: (() => Promise<void>)[] = [];
  readonly #questions: (() => Promise<boolean>)[] = [];

  /** Has `work` done before each sign-out. */
  add(work: () => Promise<void>): void {
    this.#works.push(work);
  }

  /** Has `question` asked before each sign-out. It resolves with `false` when the person would rather stay. */
  ask(question: () => Promise<boolean>): void {
    this.#questions.push(question);
  }

  /** Asks all questions, one after the other. Resolves with `false` as soon as the person would rather stay. */
  async isWanted(): Promise<boolean> {
    for (const question of this.#questions) if (!(await question())) return false;
    return true;
  }

  /** Does all work. Resolves when it has ended, well or not, and after five seconds in any case. */
  async finish(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)));
    await Promise.race([Promise.allSettled(this.#works.map((work) => work())), tooLong]);
    clearTimeout(timer);
  }
}
