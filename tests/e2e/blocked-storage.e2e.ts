import type { Page } from '@playwright/test';

import {
  choose,
  download,
  expect,
  pattern,
  payload,
  row,
  sha256,
  sha256OfDownload,
  signIn,
  test,
  uploadRow,
} from './journey.ts';

const mib = 1024 * 1024;
const places = ['localStorage', 'sessionStorage', 'indexedDB'] as const;

/** Makes the browser refuse these places, as it does where cookies are blocked: reading the property throws. */
const block = (page: Page, names: readonly string[]): Promise<unknown> =>
  page.addInitScript((blocked) => {
    for (const name of blocked)
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
  }, names);

/** Leaves no room in any place: what is there can be read and removed, and nothing can be added. */
const fill = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('No room is left.', 'QuotaExceededError');
    };
    Storage.prototype.setItem = refuse;
    IDBObjectStore.prototype.put = refuse;
  });

/** Signs in, sends a file in one request and one in parts, and reads the list and a file. */
async function useApp(page: Page, account: Parameters<typeof signIn>[1]): Promise<void> {
  const small = pattern(1000);
  await signIn(page, account);
  await choose(page, [payload('small.bin', small), payload('parts.bin', pattern(17 * mib))]);
  for (const name of ['small.bin', 'parts.bin']) {
    await expect(uploadRow(page, name)).toContainText('Verified');
    await expect(row(page, name)).toBeVisible();
  }
  expect(await sha256OfDownload(await download(page, 'small.bin'))).toBe(sha256(small));
}

const sentence = 'Unfinished uploads cannot be resumed after a reload.';

for (const place of places) {
  test(`everything works where the browser blocks ${place}`, async ({ page, account }) => {
    await block(page, [place]);
    await useApp(page, account);
    await expect(page.getByText(sentence)).toHaveCount(place === 'indexedDB' ? 1 : 0);
  });
}

test('everything works where the browser blocks all storage, also the appearance', async ({ page, account }) => {
  await block(page, places);
  await useApp(page, account);
  await expect(page.getByText(sentence)).toBeVisible();
  await page.getByRole('button', { name: `Account of ${account.name}` }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('everything works where all storage is full', async ({ page, account }) => {
  await fill(page);
  await useApp(page, account);
  await expect(page.getByText(sentence)).toBeVisible();
});

test('a database that never opens holds nothing up', async ({ page, account }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => Reflect.construct(EventTarget, [], IDBOpenDBRequest) as IDBOpenDBRequest;
  });
  await useApp(page, account);
  await expect(page.getByText(sentence)).toBeVisible();
});
