import type { Page } from '@playwright/test';

/** Keeps IndexedDB from opening its databases, from the next load on, until the returned function is called. */
export async function holdDatabases(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    let isHolding = true;
    const openDatabases = () => {
      isHolding = false;
      for (const open of held.splice(0)) open();
    };
    Object.assign(window, { openDatabases });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the factory as its `this` below.
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...asked) {
      const request = open.apply(this, asked);
      const hold = (event: Event) => {
        if (!isHolding) return;
        event.stopImmediatePropagation();
        held.push(() => request.dispatchEvent(new Event('success')));
      };
      request.addEventListener('success', hold, { once: true });
      return request;
    };
  });
  return () => page.evaluate(() => (window as unknown as { openDatabases: () => void }).openDatabases());
}
