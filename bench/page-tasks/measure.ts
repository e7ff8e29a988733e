import { chromium } from '@playwright/test';

import { stackPassword, signedInUser } from '../../local/testing/stack-user.ts';
import { findChromium } from '../../tests/e2e/chromium.ts';
import { signIn } from '../../tests/e2e/journey.ts';
import { LocalStack } from '../../tests/e2e/stack.ts';
import { authorizationOf, storeFiles } from '../../tests/e2e/stored-files.ts';
import type { Row } from '../row.ts';
import { measureActivity } from './activity.ts';
import { measureFileManager } from './file-manager.ts';
import { measureUploads } from './uploads.ts';

const owner = 'owner';
const fileCount = 1_000;

/** Measures the longest task of the main thread for each thing that people do in a folder of 1,000 files, in Chromium. */
export async function measurePageTasks(): Promise<Row[]> {
  const stack = await LocalStack.create();
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  try {
    const description = await stack.start();
    await signedInUser(description, owner);
    const context = await browser.newContext({ baseURL: description.webUrl, locale: 'en-GB' });
    const page = await context.newPage();
    await signIn(page, { name: owner, password: stackPassword });
    const paths = Array.from({ length: fileCount }, (_, index) => `many/${String(index).padStart(4, '0')}.txt`);
    await storeFiles(description, await authorizationOf(page), paths);
    await page.reload();
    return [...(await measureFileManager(page)), await measureUploads(page), await measureActivity(page)];
  } finally {
    await browser.close();
    await stack.remove();
  }
}
