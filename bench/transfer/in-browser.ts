import { chromium, type Browser, type Page } from '@playwright/test';

import { findChromium } from '../../tests/e2e/chromium.ts';

/** Does `work` in a browser of its own, with one page. */
export async function inBrowser<T>(baseURL: string, work: (browser: Browser, page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  try {
    // The app's policy would keep the rivals from their signing endpoint.
    return await work(browser, await browser.newPage({ baseURL, bypassCSP: true }));
  } finally {
    await browser.close();
  }
}
