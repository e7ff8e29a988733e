import type { TextStore } from './tab-ports.ts';

/**
 * Stores texts in Web Storage. What it does not take stays in the memory of the tab: a browser may block it, so that
 * even asking for it throws, or it may be full.
 */
export function textStore(open: () => Storage | undefined): TextStore {
  const memory = new Map<string, string>();
  const attempt = <T>(use: (storage: Storage) => T): T | undefined => {
    try {
      const storage = open();
      return storage && use(storage);
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => memory.get(name) ?? attempt((storage) => storage.getItem(name)) ?? null,
    set(name, text) {
      memory.delete(name);
      const isStored = attempt((storage) => {
        storage.setItem(name, text);
        return storage.getItem(name) === text;
      });
      if (!isStored) memory.set(name, text);
    },
    remove(name) {
      memory.delete(name);
      attempt((storage) => storage.removeItem(name));
    },
  };
}
