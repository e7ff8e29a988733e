import type { NameRule } from '../../transfer/queue/upload-queue.ts';

/** One drop or choice whose files are still coming in: what a person has said meanwhile holds for those found later, too. */
export interface Intake {
  paused: boolean;
  nameRule: NameRule;
  readonly userId: string | undefined;
  /** Aborted: nobody wants what is not found yet. */
  readonly stop: AbortController;
}

/**
 * All that are under way. Each begins anew, whatever was said about those before: who drops something after "Pause all"
 * wants to see it sent.
 */
export class Intakes {
  readonly #open = new Set<Intake>();

  /** One of `userId`; lasts as long as `find` does. */
  async during<T>(userId: string | undefined, find: (intake: Intake) => Promise<T>): Promise<T> {
    const intake: Intake = { paused: false, nameRule: 'ask', userId, stop: new AbortController() };
    this.#open.add(intake);
    try {
      return await find(intake);
    } finally {
      this.#open.delete(intake);
    }
  }

  pause(paused: boolean): void {
    for (const intake of this.#open) intake.paused = paused;
  }

  answer(nameRule: NameRule): void {
    for (const intake of this.#open) intake.nameRule = nameRule;
  }

  stop(): void {
    for (const { stop } of this.#open) stop.abort();
  }
}
