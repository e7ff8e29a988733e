import type { Browser, Page } from '@playwright/test';

import { MainThread } from '../../e2e/main-thread.ts';
import { RendererMemory } from '../../e2e/renderer-memory.ts';

/** What an upload cost the page's process. */
export interface Effort {
  readonly seconds: number;
  readonly mostMib: number;
  /** The most memory of the first and of the second half of the time. */
  readonly halvesMib: readonly [number, number];
  /** Processor time, workers included. */
  readonly cpuSeconds: number;
  /** The longest task of the main thread, in processor time. */
  readonly longestTaskMs: number;
}

/** Does `work` in `page` and says what it cost. The browser must have no other page. */
export async function measureEffort(browser: Browser, page: Page, work: () => Promise<void>): Promise<Effort> {
  const thread = await MainThread.watch(page);
  const memory = await RendererMemory.watch(browser);
  const cpuBefore = await rendererCpu(browser);
  const started = performance.now();
  try {
    await work();
  } finally {
    memory.stop();
  }
  const seconds = (performance.now() - started) / 1000;
  const cpuSeconds = (await rendererCpu(browser)) - cpuBefore;
  const { cpuMs: longestTaskMs } = await thread.stop();
  return { seconds, cpuSeconds, longestTaskMs, ...memory.stop() };
}

async function rendererCpu(browser: Browser): Promise<number> {
  const protocol = await browser.newBrowserCDPSession();
  const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
  await protocol.detach();
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
