import { chromium, type Page } from '@playwright/test';

import { findChromium } from '../tests/e2e/chromium.ts';
import { median, type Row } from './row.ts';

const rounds = 5;
const maxCompressedBytes = 150_000;
const maxUsableMs = 1000;

interface Load {
  readonly bytes: number;
  readonly usableMs: number;
}

/**
 * Loads the sign-in page of `webUrl` in fresh browser profiles, and measures what is transferred and when a person can
 * type.
 */
export async function measureFirstLoad(webUrl: string): Promise<Row[]> {
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  const loads: Load[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext();
      loads.push(await load(await context.newPage(), webUrl));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const bytes = median(loads.map((each) => each.bytes));
  const usableMs = median(loads.map((each) => each.usableMs));
  return [
    {
      what: 'first load, compressed',
      ours: `${(bytes / 1000).toFixed(0)} kB`,
      target: `≤ ${maxCompressedBytes / 1000} kB`,
      met: bytes <= maxCompressedBytes,
    },
    {
      what: 'sign-in usable',
      ours: `${usableMs.toFixed(0)} ms`,
      target: `≤ ${maxUsableMs} ms`,
      met: usableMs <= maxUsableMs,
    },
  ];
}

async function load(page: Page, webUrl: string): Promise<Load> {
  const started = performance.now();
  await page.goto(webUrl, { waitUntil: 'commit' });
  await page.getByRole('textbox').first().waitFor();
  const usableMs = performance.now() - started;
  const bytes = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map((entry) => (entry as PerformanceResourceTiming).transferSize)
      .reduce((sum, size) => sum + size, 0),
  );
  return { bytes, usableMs };
}
