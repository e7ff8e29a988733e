import { chromium, type Browser, type Page } from '@playwright/test';

import { StoredFiles } from '../local/testing/stored-files.ts';
import { Accounts } from '../tests/e2e/accounts.ts';
import { findChromium } from '../tests/e2e/chromium.ts';
import { signIn } from '../tests/e2e/journey.ts';
import { MainThread } from '../tests/e2e/main-thread.ts';
import { RendererMemory } from '../tests/e2e/renderer-memory.ts';
import { LocalStack, type StackDescription } from '../tests/e2e/stack.ts';
import { authorizationOf, userIdIn } from '../tests/e2e/stored-files.ts';
import type { Row } from './row.ts';

const entryCount = Number(process.env['LISTING_ENTRIES'] ?? 100_000);
const mostFirstMs = 1000;
const mostCalls = 12;
const mostRendererMib = 250;
const mostTaskMs = 50;

/** Opens a folder of 100,000 files in Chromium and measures until its list is whole and sorted. */
export async function measureFolder(): Promise<Row[]> {
  const stack = await LocalStack.create();
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  try {
    return await openLargeFolder(await stack.start(), browser);
  } finally {
    await browser.close();
    await stack.remove();
  }
}

async function openLargeFolder(stack: StackDescription, browser: Browser): Promise<Row[]> {
  const page = await (await browser.newContext({ baseURL: stack.webUrl, locale: 'en-GB' })).newPage();
  await signIn(page, await new Accounts(stack).create());
  const files = new StoredFiles(stack, `users/${userIdIn(await authorizationOf(page))}/`);
  await files.fill('large/', entryCount);
  files.close();
  await page.reload();
  await page.getByRole('link', { name: 'large', exact: true }).waitFor();

  const memory = await RendererMemory.watch(browser);
  const thread = await MainThread.watch(page);
  const times = await open(page);
  const { cpuMs, from, heapMib } = await thread.stop();
  return rowsOf(times, { cpuMs, from, heapMib, mostMib: memory.stop().mostMib });
}

interface Times {
  readonly firstMs: number;
  readonly allMs: number;
  readonly calls: number;
}

async function open(page: Page): Promise<Times> {
  let calls = 0;
  page.on('request', (request) => (calls += Number(new URL(request.url()).pathname === '/api/files')));
  const summary = page.locator('.summary');
  const beganMs = performance.now();
  await page.getByRole('link', { name: 'large', exact: true }).click();
  await summary.filter({ hasText: /\d\+? files/ }).waitFor();
  const firstMs = performance.now() - beganMs;
  await summary.filter({ hasText: `${entryCount.toLocaleString('en')} files` }).waitFor({ timeout: 300_000 });
  return { firstMs, allMs: performance.now() - beganMs, calls };
}

function rowsOf(
  { firstMs, allMs, calls }: Times,
  { cpuMs, from, heapMib, mostMib }: { cpuMs: number; from: string; heapMib: number; mostMib: number },
): Row[] {
  const what = (measured: string): string => `a folder of ${entryCount.toLocaleString('en')} files: ${measured}`;
  const most = (measured: string, value: number, limit: number, unit: string): Row => ({
    what: what(measured),
    ours: `${value.toFixed(0)} ${unit}`,
    target: `≤ ${limit} ${unit}`,
    met: value <= limit,
  });
  return [
    most('first rows', firstMs, mostFirstMs, 'ms'),
    { what: what('all, sorted'), ours: `${allMs.toFixed(0)} ms`, target: '–' },
    most('API calls', calls, mostCalls, 'calls'),
    most('memory of the renderer', mostMib, mostRendererMib, 'MiB'),
    { what: what('JS heap'), ours: `${heapMib.toFixed(0)} MiB`, target: '–' },
    most(`longest task, of ${from}`, cpuMs, mostTaskMs, 'ms'),
  ];
}
