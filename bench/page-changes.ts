import { chromium, type Page } from '@playwright/test';

import { seedRecords } from '../local/testing/seed-records.ts';
import { signedInUser, stackPassword } from '../local/testing/stack-user.ts';
import { findChromium } from '../tests/e2e/chromium.ts';
import { signIn } from '../tests/e2e/journey.ts';
import { MainThread } from '../tests/e2e/main-thread.ts';
import { LocalStack, type StackDescription } from '../tests/e2e/stack.ts';
import type { Row } from './row.ts';

const fileCount = 10_000;
const owner = 'owner';
/** Within this time a person sees that it is done, and can go on. */
const mostFreeMs = 200;
const mostTaskMs = 50;

/**
 * Selects 10,000 files in Chromium one by one, as Ctrl+A does, and deletes them: the page is free when the rows are gone and it
 * draws again. The answers of the server come later, and nobody waits for them.
 */
export async function measurePageChanges(): Promise<Row[]> {
  const stack = await LocalStack.create();
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  try {
    const { webUrl } = await startSeeded(stack);
    const page = await (await browser.newContext({ baseURL: webUrl, locale: 'en-GB' })).newPage();
    await signIn(page, { name: owner, password: stackPassword });
    return await deleteAll(page);
  } finally {
    await browser.close();
    await stack.remove();
  }
}

/** Starts the stack with the files of one person. They are stored as records while it is stopped. */
async function startSeeded(stack: LocalStack): Promise<StackDescription> {
  const first = await stack.start();
  const { keyPrefix } = await signedInUser(first, owner);
  await stack.stop();
  const place = { bucket: first.filesBucket, prefix: `${keyPrefix}picked/` };
  seedRecords(stack.directory, { ...place, count: fileCount, contents: 10 });
  return stack.start();
}

async function deleteAll(page: Page): Promise<Row[]> {
  await page.getByRole('link', { name: 'picked', exact: true }).click();
  await page.locator('.summary').filter({ hasText: '10,000 files' }).waitFor();
  await page.keyboard.press('Control+a');
  const button = page.getByRole('button', { name: 'Delete', exact: true });
  await button.waitFor();
  const thread = await MainThread.watch(page);
  const freeMs = await button.evaluate(untilFree);
  await page.getByText('10,000 files deleted').waitFor({ timeout: 120_000 });
  const { cpuMs, from } = await thread.stop();
  const row = (what: string, value: number, limit: number): Row => ({
    what: `delete ${fileCount} files in the page: ${what}`,
    ours: `${value.toFixed(0)} ms`,
    target: `≤ ${limit} ms`,
    met: value <= limit,
  });
  return [row('until it is free', freeMs, mostFreeMs), row(`longest task, of ${from}`, cpuMs, mostTaskMs)];
}

/** Runs in the page. Resolves with the time from the click to the frame after the one without rows. */
function untilFree(button: SVGElement | HTMLElement): Promise<number> {
  const beganMs = performance.now();
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector('airlock-file-row') === null) {
        requestAnimationFrame(() => resolve(performance.now() - beganMs));
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
