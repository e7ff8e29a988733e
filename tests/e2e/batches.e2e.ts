import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { Accounts } from './accounts.ts';
import { dropOnPage, expect, pattern, signIn, test } from './journey.ts';
import { openProfile } from './profile.ts';
import { LocalStack } from './stack.ts';

/** A request, as S3's ledger has it. */
interface LedgerEntry {
  readonly method: string;
  readonly key: string;
  readonly status: number;
}

/** The number of small files; `BATCH_FILES=1500` runs the whole measurement. */
const files = Number(process.env['BATCH_FILES'] ?? 150);
const fileBytes = 2048;

test(`${files} small files arrive once each, with a reload and a killed browser in the middle`, async () => {
  test.setTimeout(120_000 + files * 200);
  const home = await mkdtemp(join(tmpdir(), 'airlock-batch-'));
  const stack = await LocalStack.create();
  try {
    const ledger = join(home, 'ledger.jsonl');
    const folder = join(home, 'photos');
    await writeMany(folder);
    await writeFile(ledger, '');
    const description = await stack.start({ options: ['--s3-ledger', ledger] });
    const account = await new Accounts(description).create();
    const profile = join(home, 'profile');

    const first = await openProfile(profile, description.webUrl);
    await signIn(first.page, account);
    await dropOnPage(first.page, [folder]);
    await untilStored(ledger, files * 0.3);
    first.page.on('dialog', (dialog) => void dialog.accept());
    await first.page.reload();
    await expect(rowOfBatch(first.page)).toContainText(`of ${files.toLocaleString('en')} files uploaded`);

    await dropOnPage(first.page, [folder]);
    await untilStored(ledger, files * 0.6);
    await first.kill();

    const second = await openProfile(profile, description.webUrl);
    await signIn(second.page, account);
    await expect(rowOfBatch(second.page)).toContainText('files uploaded');
    await dropOnPage(second.page, [folder]);
    await expect(second.page.locator('airlock-upload-tray h2')).toHaveText(/^\d+ files uploaded$/, {
      timeout: 30_000 + files * 100,
    });
    const tray = second.page.locator('airlock-upload-tray header');
    const [uploaded = 0, alreadyThere = 0] = ((await tray.innerText()).match(/[\d,]+/g) ?? []).map(asNumber);
    expect(alreadyThere).toBeGreaterThan(files * 0.5);
    expect(uploaded + alreadyThere).toBe(files);
    await expect(rowOfBatch(second.page)).toHaveCount(0);
    await second.page.reload();
    await expect(second.page.getByRole('link', { name: 'photos' })).toBeVisible();
    await expect(second.page.locator('airlock-upload-tray')).toHaveCount(0);
    await second.context.close();

    const stored = await storedKeys(ledger);
    expect(new Set(stored).size).toBe(stored.length);
    // S3 could not answer the requests that the reload and the kill cut off, though it may have stored their bytes.
    expect(new Set(await putKeys(ledger)).size).toBe(files);
  } finally {
    await stack.remove();
    await rm(home, { recursive: true });
  }
});

const rowOfBatch = (page: Page) => page.locator('airlock-unfinished-batch-row');

const asNumber = (text: string) => Number(text.replaceAll(',', ''));

/** Returns the key of each PUT of a file, in order; with `status`, only of those that S3 answered so. */
async function putKeys(ledger: string, status?: number): Promise<string[]> {
  // The last line may be incomplete.
  const lines = (await readFile(ledger, 'utf8')).split('\n').slice(0, -1);
  const entries = lines.map((line) => JSON.parse(line) as LedgerEntry);
  const puts = entries.filter(({ method, key }) => method === 'PUT' && key.includes('/photos/'));
  return puts.filter((put) => status === undefined || put.status === status).map(({ key }) => key);
}

const storedKeys = (ledger: string) => putKeys(ledger, 200);

async function untilStored(ledger: string, count: number): Promise<void> {
  await expect
    .poll(async () => (await storedKeys(ledger)).length, { intervals: [20], timeout: 60_000 })
    .toBeGreaterThan(count);
}

async function writeMany(folder: string): Promise<void> {
  for (let index = 0; index < files; index += 1) {
    const inside = join(folder, `day-${Math.floor(index / 100)}`);
    await mkdir(inside, { recursive: true });
    await writeFile(join(inside, `photo-${index}.jpg`), pattern(fileBytes, index + 1));
  }
}
