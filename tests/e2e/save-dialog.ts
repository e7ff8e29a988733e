import type { Page } from '@playwright/test';

/**
 * The system's dialog cannot be answered from outside. It would give a file of the disk; this gives one of the page's
 * own storage, which is as real a handle, and all behind it is the app's own work.
 */
export const answerSaveDialog = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    Object.assign(window, { showSaveFilePicker });
  });

/** Changes what S3 answers for the file with this name on its way to the page. */
export async function tamper(page: Page, name: string, change: (body: Buffer) => Buffer): Promise<void> {
  await page.route(`**/*${name}?*`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.body()) });
  });
}
