import type { SafeStorage } from '../storage/safe-storage.ts';
import type { Sealer } from './sealer.ts';

/** Keeps texts under names, as Web Storage does. None of its methods throws. */
export type TextStore = Pick<SafeStorage, 'get' | 'set' | 'remove'>;

/** Locks that all tabs of one origin share. */
export interface TabLocks {
  /** Does `work` while no other tab does work under the same name. Rejects after half a minute of waiting. */
  during<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Shows to other tabs, for as long as this tab lives, that it uses `name`. Returns a function that ends that. */
  use(name: string): () => void;
  /** Number of tabs that use `name`; `undefined` when the browser cannot tell. */
  users(name: string): Promise<number | undefined>;
}

/** Hands keys from tab to tab. They are never stored where they would outlive the tabs, unless a person wants that. */
export interface KeyExchange {
  /** Asks all other tabs. Resolves with the first key that is right, or with `undefined` when none comes in time. */
  ask(userId: string, isRight: (key: string) => Promise<boolean>): Promise<string | undefined>;
  /** Answers what other tabs ask. */
  answer(keyOf: (userId: string) => string | undefined): void;
}

/** What a browser offers to tabs that share a session. */
export interface TabPorts {
  /** Storage of this tab alone, which a reload and a duplicated tab keep. */
  readonly tab: TextStore;
  /** Storage of all tabs, which outlives them. */
  readonly shared: TextStore;
  readonly locks: TabLocks;
  readonly keys: KeyExchange;
  readonly sealer: Sealer;
  now(): number;
  /** Calls back when another tab has changed `name` in the shared storage; `null` means all names. */
  onShared(changed: (name: string | null) => void): void;
  /** Calls back when the person turns to this tab. */
  onFocus(focused: () => void): void;
}
