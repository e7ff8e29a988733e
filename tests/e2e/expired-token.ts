import type { Page } from '@playwright/test';

/** Reloads the page and has its first call refused, as if its access token had expired. */
export async function reloadWithExpiredToken(page: Page): Promise<void> {
  let isFirst = true;
  await page.route('**/api/files?*', async (route) => {
    const isRefused = isFirst;
    isFirst = false;
    await (isRefused ? route.fulfill({ status: 401 }) : route.fallback());
  });
  await page.reload();
}
