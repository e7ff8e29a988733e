import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import type { Browser, Page } from '@playwright/test';

import { Accounts } from '../../e2e/accounts.ts';
import { download, dropOnPage, signIn, uploadRow } from '../../e2e/journey.ts';
import { median, type Row } from '../row.ts';
import { atDistance, near } from './distance.ts';
import { timed, type Effort } from './effort.ts';
import { writeBenchFiles } from './files.ts';
import { inBrowser } from './in-browser.ts';
import { costRows } from './compare.ts';

const target = 0.85;
const uploadedWithinMs = 30 * 60_000;

interface Downloads {
  readonly ours: number[];
  readonly curl: number[];
  effort: Effort | undefined;
}

/** A download by the app's own button beside curl with the very same URL, in turns, both to a file on the same disk. */
export async function measureDownload(sizeMib: number, rounds: number): Promise<Row[]> {
  const files = await writeBenchFiles(sizeMib, 0);
  const seconds: Downloads = { ours: [], curl: [], effort: undefined };
  try {
    await atDistance(near, false, ({ stack }) =>
      inBrowser(stack.webUrl, async (browser, page) => {
        await signIn(page, await new Accounts(stack).create());
        await dropOnPage(page, [files.large]);
        const name = basename(files.large);
        await uploadRow(page, name).getByText('Verified').waitFor({ timeout: uploadedWithinMs });
        const to = join(files.home, 'downloaded.bin');
        for (let round = 1; round <= rounds; round += 1) await playRound({ browser, page, name, to }, seconds);
        seconds.effort = (await byButton({ browser, page, name, watched: true })).effort;
      }),
    );
  } finally {
    await files.remove();
  }
  return rowsOf(sizeMib, seconds);
}

interface Place {
  readonly browser: Browser;
  readonly page: Page;
  readonly name: string;
  readonly to: string;
}

async function playRound({ to, ...place }: Place, { ours, curl }: Omit<Downloads, 'effort'>): Promise<void> {
  const { url, ...run } = await byButton({ ...place, watched: false });
  ours.push(run.seconds);
  const started = performance.now();
  await promisify(execFile)('curl', ['-sS', '--fail', '-o', to, url]);
  curl.push((performance.now() - started) / 1000);
  await rm(to);
  console.error(`  download: ours ${ours.at(-1)?.toFixed(1)} s, curl ${curl.at(-1)?.toFixed(1)} s`);
}

/** From the click until the browser has the whole file. */
async function byButton(place: Omit<Place, 'to'> & { readonly watched: boolean }) {
  let url = '';
  const run = await timed(place, async () => {
    const got = await download(place.page, place.name);
    await got.path();
    url = got.url();
    await got.delete();
  });
  return { ...run, url };
}

function rowsOf(sizeMib: number, { ours, curl, effort }: Downloads): Row[] {
  const ratio = median(ours.map((seconds, round) => (curl[round] ?? Number.NaN) / seconds));
  const speed = (seconds: readonly number[]): string => `${(sizeMib / median(seconds)).toFixed(0)} MiB/s`;
  const what = `download, ${sizeMib} MiB, ${near.name}`;
  return [
    {
      what: `${what}, beside curl`,
      ours: speed(ours),
      beside: speed(curl),
      ratio: ratio.toFixed(2),
      target: `≥ ${target}`,
      met: ratio >= target,
    },
    ...costRows(what, effort),
  ];
}
