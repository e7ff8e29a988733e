import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MainThread } from './main-thread.ts';
import { dropOnPage, expect, pattern, test } from './journey.ts';

/** How many small files; `MANY_FILES=10000` for the whole measurement. */
const many = Number(process.env['MANY_FILES'] ?? 300);
const perFolder = 500;
const longestTaskMs = 50;

// Playwright's own recording works on the main thread, which is measured here.
test.use({ trace: 'off' });

test(`${many} small files in folders, dropped on the page, never freeze it`, async ({ files }) => {
  test.setTimeout(60_000 + many * 250);
  const home = await mkdtemp(join(tmpdir(), 'airlock-many-'));
  try {
    await writeMany(join(home, 'many'));
    const thread = await MainThread.watch(files);
    await dropOnPage(files, [join(home, 'many')]);
    const finished = `${many.toLocaleString('en')} files uploaded`;
    await expect(files.getByRole('heading', { name: finished })).toBeVisible({ timeout: many * 250 });
    const { cpuMs, wallMs, heapMib } = await thread.stop();
    console.log(
      `${many} files: longest task ${cpuMs.toFixed(0)} ms of CPU (${wallMs.toFixed(0)} ms by the clock), heap ${heapMib.toFixed(0)} MiB`,
    );
    expect(cpuMs).toBeLessThanOrEqual(longestTaskMs);
    await expect(files.getByRole('link', { name: 'many', exact: true })).toBeVisible();
  } finally {
    await rm(home, { recursive: true });
  }
});

async function writeMany(folder: string): Promise<void> {
  for (let index = 0; index < many; index += 1) {
    const inside = join(folder, `folder-${Math.floor(index / perFolder)}`);
    await mkdir(inside, { recursive: true });
    await writeFile(join(inside, `file-${index}.bin`), pattern(4096, index + 1));
  }
}
