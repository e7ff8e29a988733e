import type { Page } from '@playwright/test';

/**
 * Answers the system's dialog with a file of the page's own storage, because a test cannot answer the dialog itself.
 * The handle is as real as one of a file on disk, and everything behind it is the app's own work.
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
