import type { Page } from '@playwright/test';

/**
 * Collects whatever shows that a page runs, or tries to run, what it was only given to show: dialogs, refusals of the
 * content security policy, errors on the console. Call it before the page is opened.
 */
export async function listenForAlarms(page: Page): Promise<string[]> {
  const alarms: string[] = [];
  page.on('dialog', (dialog) => {
    alarms.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => alarms.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // "Failed to load" is how Chromium reports every answer that is not 2xx, such as a name that is taken.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      alarms.push(`console: ${message.text()}`);
  });
  await page.exposeFunction('alarm', (text: string) => void alarms.push(text));
  await page.addInitScript(() => {
    const { alarm } = window as unknown as { alarm: (text: string) => void };
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      alarm(`policy: ${effectiveDirective} ${blockedURI}`),
    );
  });
  return alarms;
}
