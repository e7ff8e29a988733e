import { tabStorage } from './safe-storage.ts';

/**
 * Makes a `sessionStorage` that takes nothing look like one that is blocked. Libraries that write into it themselves are
 * prepared for the second and not for the first: Amplify would not sign in. Must be called before they are loaded.
 */
export function blockFullStorage(): void {
  if (tabStorage.isLasting()) return;
  const get = (): never => {
    throw new DOMException('There is no room in this storage.', 'SecurityError');
  };
  Object.defineProperty(globalThis, 'sessionStorage', { get, configurable: true });
}
