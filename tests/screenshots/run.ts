/**
 * `npm run screenshots -- [folder]`: takes every page and state of the app, light and dark, from a small phone to a wide
 * screen, for people to view, and the picture of the README, docs/images/files.png. `--width` and `--part` take some of
 * them; both may be repeated.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chromium, type Browser, type Page } from '@playwright/test';

import { Accounts, type Account } from '../e2e/accounts.ts';
import { findChromium } from '../e2e/chromium.ts';
import { choose, givePassword, pattern, payload, row, uploadRow } from '../e2e/journey.ts';
import { LocalStack, type StackDescription } from '../e2e/stack.ts';
import { takeAccount, takeDemandedFactor } from './account-screenshots.ts';
import { takeChanges } from './changes-screenshots.ts';
import { takeDeletes } from './delete-screenshots.ts';
import { enter } from './enter.ts';
import { takeFrame } from './frame-screenshots.ts';
import { takeManager } from './manager-screenshots.ts';
import { takeLarge } from './upload-screenshots.ts';
import { takeViewer } from './viewer-screenshots.ts';

const root = join(import.meta.dirname, '../..');
const widths = ['320', '360', '1280', '1920'];
const { values: chosen, positionals } = parseArgs({
  allowPositionals: true,
  options: { width: { type: 'string', multiple: true }, part: { type: 'string', multiple: true } },
});
const folder = positionals[0] ?? join(root, 'test-results/screenshots');
const kib = 1024;

/** Files that a person might store here. */
const samples: readonly (readonly [path: string, sizeBytes: number])[] = [
  ['Contracts/2026/lease.pdf', 80 * kib],
  ['Photos/harbour.jpg', 300 * kib],
  ['Budget 2026.xlsx', 48 * kib],
  ['Interview with Ana.mp3', 2400 * kib],
  ['Notes.md', 3 * kib],
  ['Quarterly report.pdf', 910 * kib],
  ['Site plan.png', 640 * kib],
  ['backup.tar.gz', 5200 * kib],
  ['main.ts', 7 * kib],
];

interface Appearance {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

const appearances: readonly Appearance[] = (['light', 'dark'] as const).flatMap((colorScheme) =>
  widths
    .filter((width) => chosen.width?.includes(width) ?? true)
    .map((width) => ({ colorScheme, width: Number(width) })),
);

/** What is taken in a page of its own. */
const parts: Readonly<Record<string, Part>> = {
  account: async (page, description, accounts, take) => {
    await takeSignIn(page, accounts, take);
    await takeAccount(page, description, accounts, take);
  },
  files: async (page, _description, accounts, take) => {
    await takeFiles(page, await accounts.create(), take);
    await takePictureOfReadme(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await takeErrors(page, take);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await takeChanges(page, take);
  },
  manager: async (page, description, accounts, take) => takeManager(page, description, await accounts.create(), take),
  viewer: async (page, _description, accounts, take) => takeViewer(page, await accounts.create(), take),
};
const partNames = [...Object.keys(parts), 'factor'];
const unknownPart = chosen.part?.find((name) => !partNames.includes(name));
if (unknownPart !== undefined) throw new Error(`There is no part "${unknownPart}". Parts: ${partNames.join(', ')}.`);
const isWanted = (part: string): boolean => chosen.part?.includes(part) ?? true;

await mkdir(folder, { recursive: true });
const stack = await LocalStack.create();
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
try {
  const description = await stack.start();
  for (const [part, act] of Object.entries(parts).filter(([name]) => isWanted(name))) {
    for (const appearance of appearances) await withAppearance(browser, description, appearance, act);
    console.log(`Taken: ${part}`);
  }
} finally {
  await stack.remove();
}
if (isWanted('factor')) await takeWithDemandedFactor(browser);
await browser.close();
console.log(`Written: ${folder}${isWanted('files') ? ' and docs/images/files.png' : ''}.`);

type Take = (name: string) => Promise<Buffer>;
type Part = (page: Page, description: StackDescription, accounts: Accounts, take: Take) => Promise<void>;

/** Takes the sign-in on a stack that demands a second factor. */
async function takeWithDemandedFactor(from: Browser): Promise<void> {
  const demanding = await LocalStack.create();
  try {
    const strict = await demanding.start({ options: ['--parameter', 'Mfa=ON'] });
    for (const appearance of appearances) {
      await withAppearance(from, strict, appearance, (page, _strict, accounts, take) =>
        takeDemandedFactor(page, accounts, take),
      );
    }
  } finally {
    await demanding.remove();
  }
}

/** Runs `act` in a new page with this appearance, and gives it a function that takes a picture. */
async function withAppearance(
  from: Browser,
  description: StackDescription,
  { colorScheme, width }: Appearance,
  act: Part,
): Promise<void> {
  const isPhone = width < 600;
  const context = await from.newContext({
    baseURL: description.webUrl,
    colorScheme,
    viewport: { width, height: isPhone ? 740 : 800 },
    locale: 'en-GB',
    ...(isPhone && { hasTouch: true, isMobile: true }),
  });
  // Pictures measure nothing: a busy machine may take its time.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const take: Take = (name) =>
    page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), animations: 'disabled' });
  await act(page, description, new Accounts(description), take);
  await context.close();
}

async function takeSignIn(page: Page, accounts: Accounts, take: Take): Promise<void> {
  await page.goto('/');
  await page.getByLabel('User name').waitFor();
  await take('sign-in');
  const { name, password } = await accounts.createWithTemporaryPassword();
  await givePassword(page, { name, password: 'not this one' });
  await page.getByRole('alert').waitFor();
  await take('sign-in-refused');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('New password', { exact: true }).fill('Harbour');
  await take('new-password');
}

async function takeFiles(page: Page, account: Account, take: Take): Promise<void> {
  await enter(page, account);
  await page.getByText('No files yet').waitFor();
  await take('empty');
  for (const [path, sizeBytes] of samples) {
    const slash = path.lastIndexOf('/');
    await page.goto(slash < 0 ? '/files' : `/files?folder=${encodeURIComponent(path.slice(0, slash))}`);
    await choose(page, payload(path.slice(slash + 1), pattern(sizeBytes)));
    await page.getByRole('region', { name: 'Uploads' }).getByRole('heading', { name: '1 file uploaded' }).waitFor();
  }
  await page.goto('/files');
  await row(page, 'Notes.md').waitFor();
  await take('files');
  await page.getByRole('checkbox', { name: 'Select Notes.md' }).check();
  await take('selected');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.reload();
  await takeDeletes(page, take);
  await takeLarge(page, take);
  await page.reload();
  await takeUploads(page, take);
}

async function takePictureOfReadme(page: Page): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  if (isDark || page.viewportSize()?.width !== 1280) return;
  await page.screenshot({ path: join(root, 'docs/images/files.png'), animations: 'disabled' });
}

async function takeUploads(page: Page, take: Take): Promise<void> {
  await choose(page, payload('Meeting minutes.docx', pattern(30 * kib)));
  await page.getByRole('region', { name: 'Uploads' }).getByRole('heading', { name: '1 file uploaded' }).waitFor();
  await takeFrame(page, take);
  await choose(page, payload('Notes.md', pattern(4 * kib, 2)));
  await uploadRow(page, 'Notes.md').getByText('exists').waitFor();
  const protocol = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 900 * kib };
  await protocol.send('Network.emulateNetworkConditions', slow);
  await choose(page, payload('Walkthrough.mp4', pattern(7 * 1024 * kib)));
  await uploadRow(page, 'Walkthrough.mp4').getByText('left').waitFor();
  await take('uploading');
}

async function takeErrors(page: Page, take: Take): Promise<void> {
  await page.route('**/api/files?*', (route) => route.fulfill({ status: 503, json: { message: null } }));
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/files?folder=Photos');
  await page.getByText('could not be loaded').waitFor();
  await take('error');
}
