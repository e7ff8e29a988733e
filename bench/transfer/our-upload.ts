import type { Page, Request } from '@playwright/test';

import { Accounts } from '../../tests/e2e/accounts.ts';
import { dropOnPage, signIn } from '../../tests/e2e/journey.ts';
import type { StackDescription } from '../../tests/e2e/stack.ts';
import { timed } from './resource-use.ts';
import type { BenchFiles } from './files.ts';
import { inBrowser } from './in-browser.ts';
import type { Uploader } from './uploader.ts';

/** Signs a new user in and waits until the page has loaded: it takes no file before that. */
export async function openApp(page: Page, stack: StackDescription): Promise<void> {
  await signIn(page, await new Accounts(stack).create());
  await page.waitForLoadState('networkidle');
}

/**
 * Whether a request belongs to an upload. The list of unfinished uploads does not, because the page requests it by
 * itself.
 */
function isUploadCall(request: Request): boolean {
  const { pathname } = new URL(request.url());
  if (pathname === '/api/uploads') return request.method() === 'POST';
  return pathname.startsWith('/api/uploads/') || pathname.startsWith('/api/files/presign-put');
}

/** Uploads with the app itself and a signed-in user, from the drop until the app says that everything is stored. */
const app =
  (dropped: (files: BenchFiles) => string, says: (files: BenchFiles) => string): Uploader =>
  ({ stack, watched }, files) =>
    inBrowser(stack.webUrl, async (browser, page) => {
      await openApp(page, stack);
      let apiCalls = 0;
      page.on('request', (request) => {
        if (isUploadCall(request)) apiCalls += 1;
      });
      const run = await timed({ browser, page, watched }, async () => {
        await dropOnPage(page, [dropped(files)]);
        await saysInTray(page, says(files));
      });
      return { ...run, apiCalls };
    });

export const oursLarge = app(
  ({ large }) => large,
  () => '1 file uploaded',
);
export const oursMany = app(
  ({ many }) => many.folder,
  ({ many }) => `${many.paths.length.toLocaleString('en')} files uploaded`,
);

const longestMs = 30 * 60_000;

/**
 * Waits until the tray has this text. Playwright's own waiting polls more and more rarely, which would count as upload
 * time.
 */
async function saysInTray(page: Page, words: string): Promise<void> {
  const order = { words, longestMs };
  await page.evaluate(async ({ words, longestMs }) => {
    const heads = (): string[] => [...document.querySelectorAll('h2')].map(({ textContent }) => textContent);
    const latest = performance.now() + longestMs;
    while (!heads().includes(words)) {
      if (performance.now() > latest) throw new Error(`The page never said "${words}": ${heads().join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, order);
}
