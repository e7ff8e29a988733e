import { chromium, type Browser, type Page } from '@playwright/test';

import { seedRecords } from '../local/testing/seed-records.ts';
import { signedInUser, stackPassword } from '../local/testing/stack-user.ts';
import { findChromium } from '../tests/e2e/chromium.ts';
import { signIn } from '../tests/e2e/journey.ts';
import { MainThread } from '../tests/e2e/main-thread.ts';
import { RendererMemory } from '../tests/e2e/renderer-memory.ts';
import { LocalStack, type StackDescription } from '../tests/e2e/stack.ts';
import { median, type Row } from './row.ts';

const entryCount = Number(process.env['LISTING_ENTRIES'] ?? 100_000);
const mostFirstMs = 1000;
const mostCalls = 12;
const mostRendererMib = 250;
const mostTaskMs = 50;
/** A folder as most people have them: one page of the API. */
const usualCount = 1_000;
const usualRounds = 7;
const mostUsualMs = 300;

/**
 * Opens a folder of 1,000 files in Chromium and measures until its first rows are drawn, and one of 100,000 until its list is
 * whole and sorted.
 */
export async function measureFolder(): Promise<Row[]> {
  const stack = await LocalStack.create();
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  try {
    const description = await startSeeded(stack);
    const page = await (await browser.newContext({ baseURL: description.webUrl, locale: 'en-GB' })).newPage();
    await signIn(page, { name: owner, password: stackPassword });
    const usual = await openUsualFolder(page);
    return [usual, ...(await openLargeFolder(page, browser))];
  } finally {
    await browser.close();
    await stack.remove();
  }
}

const owner = 'owner';

/** Starts the stack with both folders. They are stored as records while it is stopped. */
async function startSeeded(stack: LocalStack): Promise<StackDescription> {
  const first = await stack.start();
  const { keyPrefix } = await signedInUser(first, owner);
  await stack.stop();
  const place = { bucket: first.filesBucket, contents: 10 };
  seedRecords(stack.directory, { ...place, prefix: `${keyPrefix}large/`, count: entryCount });
  seedRecords(stack.directory, { ...place, prefix: `${keyPrefix}usual/`, count: usualCount });
  return stack.start();
}

/** Opens the folder again and again, and measures in the page: from the click to the frame after the one with the first row. */
async function openUsualFolder(page: Page): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < usualRounds; round += 1) {
    const link = page.getByRole('link', { name: 'usual', exact: true });
    await link.waitFor();
    times.push(await link.evaluate(untilFirstRow, '00000.txt'));
    await page.goBack();
  }
  const ms = median(times);
  return {
    what: `a folder of ${usualCount.toLocaleString('en')} files: first rows`,
    ours: `${ms.toFixed(0)} ms (first ${times[0]?.toFixed(0)})`,
    target: `≤ ${mostUsualMs} ms`,
    met: ms <= mostUsualMs,
  };
}

/** Runs in the page. */
function untilFirstRow(link: SVGElement | HTMLElement, name: string): Promise<number> {
  const beganMs = performance.now();
  const isShown = (): boolean =>
    Array.from(document.querySelectorAll('[role=row]')).some((row) => row.textContent.includes(name));
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
  return new Promise((resolve) => {
    const look = (): void => {
      if (isShown()) requestAnimationFrame(() => resolve(performance.now() - beganMs));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function openLargeFolder(page: Page, browser: Browser): Promise<Row[]> {
  await page.getByRole('link', { name: 'large', exact: true }).waitFor();
  const memory = await RendererMemory.watch(browser);
  const thread = await MainThread.watch(page);
  const times = await open(page);
  const { cpuMs, from } = await thread.stop();
  return rowsOf(times, { cpuMs, from, mostMib: memory.stop().mostMib });
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
  { cpuMs, from, mostMib }: { cpuMs: number; from: string; mostMib: number },
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
    most(`longest task, of ${from}`, cpuMs, mostTaskMs, 'ms'),
  ];
}
