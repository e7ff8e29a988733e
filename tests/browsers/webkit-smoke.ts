/** Uses the app in WebKitGTK as a person would. Needs a screen. Writes how many steps passed to the file that is named. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { Accounts } from '../e2e/accounts.ts';
import { pattern } from '../e2e/journey.ts';
import { LocalStack } from '../e2e/stack.ts';
import { webKitPrograms } from './installed.ts';
import { WebDriver } from './web-driver.ts';

const withinMs = 30_000;
const mib = 1024 * 1024;
const [report] = process.argv.slice(2);
const programs = webKitPrograms();
if (programs === undefined || report === undefined) throw new Error('Start it with npm run test:browsers.');

const home = await mkdtemp(join(tmpdir(), 'airlock-webkit-'));
const counts = { passed: 0, failed: 0, skipped: 0 };
const stack = await LocalStack.create();
const page = await WebDriver.start(programs, home);

const words = (): Promise<string> => page.run(() => document.body.innerText.replace(/\s+/g, ' '));
const isThere = (selector: string): Promise<boolean> => page.run((it) => document.querySelector(it) !== null, selector);

/** Polls until `ask` says yes. */
async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await ask().catch(() => false))) {
    await pause(100);
    if (performance.now() > end) throw new Error(`Not in time: ${what}. On screen: ${(await words()).slice(0, 300)}`);
  }
}
const shows = (sentence: string): Promise<void> => until(sentence, async () => (await words()).includes(sentence));

/** Presses a button by the name that a screen reader says. */
async function press(name: string): Promise<void> {
  const isPressed = (of: string): boolean => {
    const buttons = Array.from(document.querySelectorAll<HTMLElement>('button, a, [role=menuitem]'));
    const found = buttons.find((it) => (it.getAttribute('aria-label') ?? it.textContent).trim() === of);
    found?.click();
    return found !== undefined;
  };
  await until(`button ${name}`, () => page.run(isPressed, name));
}

async function step(what: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
    counts.passed += 1;
    console.log(`✓ ${what}`);
  } catch (error) {
    counts.failed += 1;
    console.log(`✘ ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function upload(name: string, sizeBytes: number): Promise<void> {
  await writeFile(join(home, name), pattern(sizeBytes));
  await page.type('[data-testid=files-input]', join(home, name));
  await until(`${name} is verified`, () =>
    page.run(
      (of) =>
        Array.from(document.querySelectorAll('airlock-upload-row'), (row) => row.textContent).some(
          (row) => row.includes(of) && row.includes('Verified'),
        ),
      name,
    ),
  );
  await until(`${name} is in the list`, () => isThere(`input[aria-label="Select ${name}"]`));
}

try {
  const description = await stack.start();
  const account = await new Accounts(description).create();
  await step('signs in', async () => {
    await page.open(description.webUrl);
    await until('the form', () => isThere('#username'));
    await page.type('#username', account.name);
    await page.type('#current-password', account.password);
    await press('Sign in');
    await shows('No files yet');
  });
  await step('a small file goes up', () => upload('small.bin', 1000));
  await step('a file in parts goes up', () => upload('parts.bin', 40 * mib));
  await step('another page load keeps the session', async () => {
    await page.open(description.webUrl);
    await until('the list', () => isThere('input[aria-label="Select parts.bin"]'));
  });
  await step('a part of the app that is loaded later arrives', async () => {
    await press('Trash');
    await shows('Trash');
    await press('My files');
    await press('More actions for small.bin');
    await press('Versions');
    await shows('Versions of small.bin');
  });
} finally {
  await page.quit();
  await stack.remove();
  await rm(home, { recursive: true, force: true });
}
await writeFile(report, JSON.stringify(counts));
if (counts.failed > 0) process.exitCode = 1;
