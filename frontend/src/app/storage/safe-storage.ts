/** Keeps strings under keys, as `localStorage` and `sessionStorage` do. No method ever throws. */
export interface SafeStorage {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): readonly string[];
  /** Returns whether the browser keeps what is set; otherwise it lasts as long as this page. */
  isLasting(): boolean;
}

const probe = 'airlock.probe';

/**
 * Returns a storage that works where the browser blocks the real one, has none or has no room left: what the real one
 * does not take is kept in the memory of the page. `open` may throw, as reading `window.localStorage` does where cookies
 * are blocked.
 */
export function safeStorage(open: () => Storage | null | undefined): SafeStorage {
  /** What the real storage did not take; `undefined` stands for a key that it could not remove. */
  const memory = new Map<string, string | undefined>();
  const keep = (key: string, value: string | undefined, act: (real: Storage) => void): void => {
    if (attempt(open, (real) => (act(real), true)) === true) memory.delete(key);
    else memory.set(key, value);
  };
  return {
    get: (key) => (memory.has(key) ? memory.get(key) : attempt(open, (real) => real.getItem(key) ?? undefined)),
    set: (key, value) => {
      keep(key, value, (real) => real.setItem(key, value));
      // The old value must not be back after a reload, as a sign-in of somebody else or a choice that was taken back.
      if (memory.has(key)) attempt(open, (real) => real.removeItem(key));
    },
    remove: (key) => keep(key, undefined, (real) => real.removeItem(key)),
    keys: () => {
      const real = attempt(open, (it) => Object.keys(it)) ?? [];
      const all = new Set([...real, ...memory.keys()]);
      return [...all].filter((key) => !memory.has(key) || memory.get(key) !== undefined);
    },
    isLasting: () =>
      attempt(open, (real) => {
        real.setItem(probe, '');
        real.removeItem(probe);
        return true;
      }) ?? false,
  };
}

function attempt<T>(open: () => Storage | null | undefined, act: (real: Storage) => T): T | undefined {
  try {
    const real = open();
    return real ? act(real) : undefined;
  } catch {
    return undefined;
  }
}

/** What this device remembers, for every tab. */
export const deviceStorage = safeStorage(() => localStorage);

/** What this tab remembers, also after a reload. */
export const tabStorage = safeStorage(() => sessionStorage);
