import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

import { test as base, expect, type Download, type Page } from '@playwright/test';
import * as v from 'valibot';

import { Accounts, type Account } from './accounts.ts';
import { Complaints } from './complaints.ts';
import { stackDescription, type StackDescription } from '../../local/stack-file.ts';
import { withLongestTask } from './main-thread.ts';
import { openSignedIn } from './session.ts';
import { LocalStack } from './stack.ts';

export { expect };

/** Limit of time for the start of the app, also where Playwright's runner is missing. */
const startsWithin = { timeout: 30_000 };

interface WorkerFixtures {
  /** Parameters of the template that are not its defaults, such as `Mfa=ON`. */
  readonly parameters: readonly string[];
  readonly stack: StackDescription;
  readonly accounts: Accounts;
}

interface TestFixtures {
  /** A user of this test alone, so that no test sees the files of another. */
  readonly account: Account;
  /** `page` with a session of `account`, as after its sign-in, and its empty folder on screen. */
  readonly files: Page;
  /** Fails the test at its end when one of its pages did something that no page may do. */
  readonly complaints: Complaints;
  /** Measures the longest task of the journey, when `MEASURE_TASKS` is in the environment. */
  readonly tasks: undefined;
}

/**
 * Playwright's test with the local stack of this run, or with one that runs already: AIRLOCK_STACK names its
 * stack.json.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  parameters: [[], { option: true, scope: 'worker' }],
  stack: [
    async ({ parameters }, use) => {
      const running = process.env['AIRLOCK_STACK'];
      if (running !== undefined && parameters.length === 0) {
        await use(v.parse(stackDescription, JSON.parse(await readFile(running, 'utf8'))));
        return;
      }
      const stack = await LocalStack.create();
      try {
        await use(await stack.start({ options: parameters.flatMap((each) => ['--parameter', each]) }));
      } finally {
        await stack.remove();
      }
    },
    // Longer than a stack waits to be ready, so that what it wrote is shown when it is not.
    { scope: 'worker', timeout: 90_000 },
  ],
  accounts: [async ({ stack }, use) => use(new Accounts(stack)), { scope: 'worker' }],
  baseURL: async ({ stack }, use) => use(stack.webUrl),
  context: async ({ context }, use) => {
    // What Playwright leaves of the journey before, when it uses a context again.
    await context.clearPermissions();
    await context.setOffline(false);
    // Playwright can answer the dialog of an <input>, but not that of showOpenFilePicker, which the app prefers.
    await context.addInitScript(() => void Reflect.deleteProperty(window, 'showOpenFilePicker'));
    await use(context);
  },
  account: async ({ accounts }, use) => use(await accounts.create()),
  complaints: [
    async ({ browser, context }, use) => {
      const complaints = new Complaints();
      // A context of a profile on disk does not know its browser.
      await complaints.watch(context);
      browser.on('context', complaints.watch);
      await use(complaints);
      browser.off('context', complaints.watch);
      const found = await complaints.all();
      // The pages of other people that a journey opened would go on beside the journeys after it.
      for (const opened of complaints.contexts) if (opened !== context) await opened.close();
      expect(found).toEqual([]);
    },
    { auto: true },
  ],
  tasks: [
    ({ browser }, use, { annotations }) =>
      process.env['MEASURE_TASKS'] === undefined
        ? use(undefined)
        : withLongestTask(browser, annotations, () => use(undefined)),
    { auto: true },
  ],
  files: async ({ page, stack, account }, use) => {
    await openSignedIn(page, stack, account);
    await expect(newButton(page)).toBeVisible(startsWithin);
    await use(page);
  },
});

export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/');
  await givePassword(page, account);
  await expect(newButton(page)).toBeVisible(startsWithin);
}

/** Signs in up to the step after the password. */
export async function givePassword(page: Page, { name, password }: Account): Promise<void> {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs out and waits for the page that asks for the name: a reload before that would still find the session. */
export async function signOut(page: Page, name: string, patience: { timeout?: number } = {}): Promise<void> {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page.getByLabel('User name')).toBeVisible(patience);
}

/** Returns the button whose menu puts something new into the folder; a folder that takes nothing has none. */
export const newButton = (page: Page) => page.getByRole('button', { name: 'New', exact: true });

/** Whether the page is as narrow as that of a phone. */
export const isNarrow = (page: Page): boolean => (page.viewportSize()?.width ?? 0) <= 720;

/** Changes how the folder is shown: with a button, or, on a narrow page, in a menu. */
export async function chooseView(
  page: Page,
  name: 'Show as a grid' | 'Show as a list' | 'Compact' | 'Refresh the list',
): Promise<void> {
  if (!isNarrow(page)) {
    await page.getByRole('button', { name }).click();
    return;
  }
  await page.getByRole('button', { name: 'View options' }).click();
  await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemcheckbox', { name })).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Asks for the list again, as somebody does who knows of a new file. */
export const refreshList = (page: Page): Promise<void> => chooseView(page, 'Refresh the list');

/**
 * Chooses an item of the menu of new things with the keyboard, which needs no item that stands still. `ways/` does it with each
 * hand.
 */
export async function chooseNew(page: Page, item: 'Upload files' | 'Upload folder' | 'New folder'): Promise<void> {
  await newButton(page).press('Enter');
  // The menu moves the focus to its first item when it is open.
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.getByRole('menuitem', { name: item }).press('Enter');
}

/** What the dialog of the system is answered with: paths of the disk, or files that only this test knows. */
type Chosen = string | string[] | FilePayload | FilePayload[];

/** Chooses files in the menu of new things, as a person does in the system's dialog. */
export async function choose(page: Page, chosen: Chosen): Promise<void> {
  await answer(page, () => chooseNew(page, 'Upload files'), chosen);
}

/** Chooses a folder of the disk in the menu of new things. */
export async function chooseFolder(page: Page, path: string): Promise<void> {
  await answer(page, () => chooseNew(page, 'Upload folder'), path);
}

/** Presses the button with this name and answers the system's dialog that it opens. */
export async function answerChooser(page: Page, button: string, chosen: Chosen): Promise<void> {
  await answer(page, () => page.getByRole('button', { name: button, exact: true }).click(), chosen);
}

async function answer(page: Page, open: () => Promise<void>, chosen: Chosen): Promise<void> {
  // The picker that gives file handles cannot be answered from outside. Browsers other than Chromium have no such
  // picker.
  await page.evaluate(() => void Reflect.deleteProperty(window, 'showOpenFilePicker'));
  const chooser = page.waitForEvent('filechooser');
  await open();
  await (await chooser).setFiles(chosen);
}

export interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const payload = (name: string, buffer: Buffer): FilePayload => ({
  name,
  buffer,
  mimeType: 'application/octet-stream',
});

/** Drops files and folders of the disk on the page as the browser itself reports a drop. */
export async function dropOnPage(page: Page, paths: string[], beforeDrop = () => Promise.resolve()): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  const dispatch = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    protocol.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await dispatch('dragEnter');
  await dispatch('dragOver');
  await beforeDrop();
  await dispatch('drop');
  await protocol.detach();
}

/** Returns the row of the list with this file. */
export const row = (page: Page, name: string) =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name, exact: true }) });

/** Returns the row of the upload tray with this file. */
export const uploadRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });

export async function download(page: Page, name: string): Promise<Download> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download ${name}`, exact: true }).click();
  return started;
}

/** Downloads a file by the menu of its row. On a phone the row has no button for that. */
export async function downloadByMenu(page: Page, name: string): Promise<Download> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Download', exact: true }).click();
  return started;
}

export async function sha256OfDownload(got: Download): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(await got.path()), hash);
  return hash.digest('hex');
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Makes bytes that look random and are the same in each run. */
export function pattern(sizeBytes: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed >>> 0 || 1;
  for (let index = 0; index + 4 <= sizeBytes; index += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes.writeUInt32LE(state, index);
  }
  return bytes;
}
