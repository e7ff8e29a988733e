import { webCryptoSealer } from '../sealer.ts';
import type { TabPorts, TextStore } from '../tab-ports.ts';

/** Waits for a moment that differs from call to call, so that tabs overtake each other. */
export type Pause = () => Promise<void>;

/** Returns pauses that are the same in each run with the same seed. */
export function pausesOf(seed: number): Pause {
  const random = randomOf(seed);
  return async () => {
    const turns = Math.floor(random() * 12);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    if (random() < 0.2) await new Promise((resolve) => setImmediate(resolve));
  };
}

export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Tab {
  readonly stored: Map<string, string>;
  readonly changed: ((name: string | null) => void)[];
  readonly focused: (() => void)[];
  readonly uses: Set<string>;
  keyOf: (userId: string) => string | undefined;
  isOpen: boolean;
}

/** A browser whose tabs live in one process: their storages, locks and messages, without a page. */
export class FakeBrowser {
  readonly shared = new Map<string, string>();
  nowMs = 1_000_000;
  readonly #pause: Pause;
  readonly #tabs: Tab[] = [];
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(pause: Pause = () => Promise.resolve()) {
    this.#pause = pause;
  }

  /** Opens a tab; with a storage it is a reloaded or a duplicated one. */
  open(stored: ReadonlyMap<string, string> = new Map<string, string>()): FakeTab {
    const tab: Tab = {
      stored: new Map(stored),
      changed: [],
      focused: [],
      uses: new Set(),
      keyOf: () => undefined,
      isOpen: true,
    };
    this.#tabs.push(tab);
    return {
      stored: tab.stored,
      ports: this.#portsOf(tab),
      focus: () => tab.focused.forEach((focused) => focused()),
      close: () => {
        tab.isOpen = false;
        tab.uses.clear();
      },
    };
  }

  /** The last tab is closed, and the browser with it: what lives in tabs is gone. */
  restart(): void {
    for (const tab of this.#tabs.splice(0)) tab.isOpen = false;
  }

  #portsOf(tab: Tab): TabPorts {
    return {
      tab: storeOf(tab.stored),
      shared: storeOf(this.shared, (name) => void this.#tellOthers(tab, name)),
      sealer: webCryptoSealer(crypto),
      now: () => this.nowMs,
      onShared: (changed) => void tab.changed.push(changed),
      onFocus: (focused) => void tab.focused.push(focused),
      locks: {
        during: (name, work) => this.#during(name, work),
        use: (name) => {
          tab.uses.add(name);
          return () => void tab.uses.delete(name);
        },
        users: (name) => Promise.resolve(this.#tabs.filter(({ uses }) => uses.has(name)).length),
      },
      keys: {
        answer: (keyOf) => void (tab.keyOf = keyOf),
        ask: (userId, isRight) => this.#ask(tab, userId, isRight),
      },
    };
  }

  async #tellOthers(changer: Tab, name: string): Promise<void> {
    await this.#pause();
    for (const tab of this.#tabs) if (tab !== changer && tab.isOpen) tab.changed.forEach((changed) => changed(name));
  }

  #during<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#queues.get(name) ?? Promise.resolve()).then(this.#pause).then(work);
    this.#queues.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  }

  async #ask(asker: Tab, userId: string, isRight: (key: string) => Promise<boolean>): Promise<string | undefined> {
    await this.#pause();
    for (const tab of this.#tabs) {
      const key = tab !== asker && tab.isOpen ? tab.keyOf(userId) : undefined;
      if (key !== undefined && (await isRight(key))) return key;
    }
    return undefined;
  }
}

export interface FakeTab {
  readonly stored: ReadonlyMap<string, string>;
  readonly ports: TabPorts;
  focus(): void;
  close(): void;
}

const storeOf = (texts: Map<string, string>, changed: (name: string) => void = () => undefined): TextStore => ({
  get: (name) => texts.get(name),
  set: (name, text) => {
    texts.set(name, text);
    changed(name);
  },
  remove: (name) => {
    texts.delete(name);
    changed(name);
  },
});
