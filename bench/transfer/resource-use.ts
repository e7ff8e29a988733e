import type { Browser, Page } from '@playwright/test';

import { MainThread } from '../../tests/e2e/main-thread.ts';
import { RendererMemory } from '../../tests/e2e/renderer-memory.ts';

/** What an upload cost the page's process. */
export interface ResourceUse {
  readonly mostMib: number;
  /** The most memory of the first and of the second half of the time. */
  readonly halvesMib: readonly [number, number];
  /** Processor time, workers included. */
  readonly cpuSeconds: number;
  /** The longest task of the main thread, in processor time. */
  readonly longestTaskMs: number;
}

/**
 * Does `work` in `page` and returns how long it took and, when `watched`, what it cost. Watching uses Chromium's own
 * trace, which takes so much of the machine that the time says little. The browser must have no other page.
 */
export async function timed(
  { browser, page, watched }: { readonly browser: Browser; readonly page: Page; readonly watched: boolean },
  work: () => Promise<void>,
): Promise<{ readonly seconds: number; readonly resourceUse?: ResourceUse }> {
  let resourceUse: ResourceUse | undefined;
  const started = performance.now();
  if (watched) resourceUse = await measureResourceUse(browser, page, work);
  else await work();
  const seconds = (performance.now() - started) / 1000;
  return { seconds, ...(resourceUse && { resourceUse }) };
}

async function measureResourceUse(browser: Browser, page: Page, work: () => Promise<void>): Promise<ResourceUse> {
  const thread = await MainThread.watch(page);
  const memory = await RendererMemory.watch(browser);
  const cpuBefore = await rendererCpu(browser);
  try {
    await work();
  } finally {
    memory.stop();
  }
  const cpuSeconds = (await rendererCpu(browser)) - cpuBefore;
  const { cpuMs: longestTaskMs } = await thread.stop();
  return { cpuSeconds, longestTaskMs, ...memory.stop() };
}

async function rendererCpu(browser: Browser): Promise<number> {
  const protocol = await browser.newBrowserCDPSession();
  const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
  await protocol.detach();
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
