import { chromium, type Browser, type Page } from '@playwright/test';

import { findChromium } from '../../e2e/chromium.ts';
import type { Run } from './uploader.ts';

/** Each run has a browser of its own, with one page. */
export async function inBrowser(baseURL: string, work: (browser: Browser, page: Page) => Promise<Run>): Promise<Run> {
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  try {
    // The app's policy would keep the rivals from their signing endpoint.
    return await work(browser, await browser.newPage({ baseURL, bypassCSP: true }));
  } finally {
    await browser.close();
  }
}
