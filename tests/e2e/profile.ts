import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';

import { findChromium } from './chromium.ts';

/** A browser with a profile on disk, which outlives it. A context in memory would also keep files in memory. */
export interface ProfileBrowser {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Kills the browser, as the system does when memory runs out. */
  readonly kill: () => Promise<void>;
}

export async function openProfile(directory: string, baseURL: string): Promise<ProfileBrowser> {
  const context = await chromium.launchPersistentContext(directory, {
    ...(await findChromium()),
    args: ['--no-sandbox'],
    viewport: { width: 1280, height: 800 },
    baseURL,
  });
  const browser = context.browser();
  if (browser === null) throw new Error('The profile has no browser process.');
  const page = context.pages()[0] ?? (await context.newPage());
  return { browser, context, page, kill: () => kill(context, browser) };
}

async function kill(context: BrowserContext, browser: Browser): Promise<void> {
  const protocol = await browser.newBrowserCDPSession();
  const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('The browser does not name its process.');
  const closed = new Promise((resolve) => context.once('close', resolve));
  process.kill(pid, 'SIGKILL');
  await closed;
}
