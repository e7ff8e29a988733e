import { deviceStorage, safeStorage, tabStorage } from '../storage/safe-storage.ts';
import { browserKeyExchange } from './browser-key-exchange.ts';
import { browserTabLocks } from './browser-tab-locks.ts';
import { webCryptoSealer, type Sealer } from './sealer.ts';
import type { TabPorts } from './tab-ports.ts';

/** Returns what this browser offers to tabs. What it lacks or blocks is replaced by the memory of this tab. */
export function browserTabPorts(clientId: string, window: Window & typeof globalThis): TabPorts {
  const sealer = sealerOf(window);
  return {
    tab: tabStorage,
    // Without a sealer nothing may be stored where it outlives the tabs.
    shared: sealer ? deviceStorage : safeStorage(() => undefined),
    locks: browserTabLocks(window.isSecureContext ? window.navigator.locks : undefined),
    keys: browserKeyExchange(channelOf(window, `airlock.${clientId}.keys`)),
    sealer: sealer ?? noSealer,
    now: Date.now,
    onShared: (changed) => window.addEventListener('storage', ({ key }) => changed(key)),
    onFocus: (focused) => window.addEventListener('focus', focused),
  };
}

/** Only a secure context has the functions for sealing. */
const sealerOf = ({ isSecureContext, crypto }: Window): Sealer | undefined =>
  isSecureContext ? webCryptoSealer(crypto) : undefined;

/** Seals nothing, because without a secure context all of it stays in the memory of the tab. */
const noSealer: Sealer = {
  newKey: () => '',
  seal: (_key, text) => Promise.resolve(text),
  open: (_key, sealed) => Promise.resolve(sealed),
};

function channelOf({ BroadcastChannel }: typeof globalThis, name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
