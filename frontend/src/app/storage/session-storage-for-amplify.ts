import { safeStorage } from './safe-storage.ts';

/**
 * Gives Amplify a session storage in memory where the real one is full. Amplify writes to it during a sign-in of several
 * steps, and fails where that throws. Must be called before Amplify is loaded.
 */
export function provideSessionStorage(window: Window): void {
  if (safeStorage(() => window.sessionStorage).isLasting()) return;
  const texts = new Map<string, string>();
  const value: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
  };
  Object.defineProperty(window, 'sessionStorage', { configurable: true, value });
}
