import type { TabLocks } from './tab-ports.ts';

/** A tab waits this long at most for the renewal of another one. */
const patienceMs = 30_000;

/** Implements locks with the Web Locks API. Where the browser has none, or denies them, each tab is on its own. */
export function browserTabLocks(manager: LockManager | undefined): TabLocks {
  const queue = new InTurn();
  return {
    async during<T>(name: string, work: () => Promise<T>): Promise<T> {
      if (!manager) return queue.add(name, work);
      const signal = AbortSignal.timeout(patienceMs);
      const turn: { work?: Promise<T> } = {};
      try {
        return await manager.request(name, { signal }, () => (turn.work = work()));
      } catch (error) {
        if (turn.work || signal.aborted) throw error;
        return queue.add(name, work);
      }
    },
    use(name) {
      let end: () => void = () => undefined;
      const over = new Promise<void>((resolve) => (end = resolve));
      manager?.request(name, { mode: 'shared' }, () => over).catch(() => undefined);
      return end;
    },
    async users(name) {
      const held = await manager?.query().then(
        ({ held }) => held,
        () => undefined,
      );
      return held?.filter((lock) => lock.name === name).length;
    },
  };
}

/** Does all work under one name in turn, within this tab. */
class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  add<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(name, mine);
    return mine;
  }
}
