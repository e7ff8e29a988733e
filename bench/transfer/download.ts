import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import type { Browser, Page } from '@playwright/test';

import { download, dropOnPage, uploadRow } from '../../tests/e2e/journey.ts';
import { compared, median, reachable, type Row } from '../row.ts';
import { atDistance, near } from './distance.ts';
import { timed, type ResourceUse } from './resource-use.ts';
import { writeBenchFiles, type BenchFiles } from './files.ts';
import { inBrowser } from './in-browser.ts';
import { costRows } from './compare.ts';
import { openApp } from './our-upload.ts';
import { plainDownload, withPlainSite } from './plain-download.ts';
import { settleDisk } from './settle-disk.ts';

const target = 0.95;
const uploadedWithinMs = 30 * 60_000;

interface Downloads {
  readonly ours: number[];
  readonly curl: number[];
  /** Measurements of the same browser when it downloads from a bare server. */
  readonly plain: number[];
  resourceUse: ResourceUse | undefined;
}

/**
 * Measures a download by the app's own button beside curl with the very same URL, in turns, both to a file on the same
 * disk. A browser also hashes what it downloads and waits for the disk: a plain link is the best that is possible in
 * it.
 */
export async function measureDownload(sizeMib: number, rounds: number): Promise<Row[]> {
  const files = await writeBenchFiles(sizeMib, 0);
  try {
    return rowsOf(sizeMib, await withPlainSite(files.large, (plainUrl) => downloads(files, plainUrl, rounds)));
  } finally {
    await files.remove();
  }
}

async function downloads(files: BenchFiles, plainUrl: string, rounds: number): Promise<Downloads> {
  const seconds: Downloads = { ours: [], curl: [], plain: [], resourceUse: undefined };
  await atDistance(near, false, ({ stack }) =>
    inBrowser(stack.webUrl, async (browser, page) => {
      await openApp(page, stack);
      await dropOnPage(page, [files.large]);
      const name = basename(files.large);
      await uploadRow(page, name).getByText('Verified').waitFor({ timeout: uploadedWithinMs });
      const place = { browser, page, name, plainUrl, to: join(files.home, 'downloaded.bin') };
      for (let round = 1; round <= rounds; round += 1) await playRound(place, seconds);
      seconds.resourceUse = (await byButton({ ...place, watched: true })).resourceUse;
    }),
  );
  return seconds;
}

interface Place {
  readonly browser: Browser;
  readonly page: Page;
  readonly name: string;
  readonly to: string;
  readonly plainUrl: string;
}

/** Runs one round. A browser also waits until its file is on the disk. */
async function playRound({ to, plainUrl, ...place }: Place, { ours, curl, plain }: Downloads): Promise<void> {
  await settleDisk();
  const { url, ...run } = await byButton({ ...place, watched: false });
  ours.push(run.seconds);
  await settleDisk();
  const started = performance.now();
  await promisify(execFile)('curl', ['-sS', '--fail', '-o', to, url]);
  curl.push((performance.now() - started) / 1000);
  await rm(to);
  await settleDisk();
  plain.push(await plainDownload(place.browser, plainUrl));
  const last = Object.entries({ ours, curl, plain }).map(([who, all]) => `${who} ${all.at(-1)?.toFixed(1)} s`);
  console.error(`  download: ${last.join(', ')}`);
}

/** Measures from the click until the browser has the whole file. */
async function byButton(place: Omit<Place, 'to' | 'plainUrl'> & { readonly watched: boolean }) {
  const called = place.page.waitForRequest('**/files/presign-get');
  const run = await timed(place, async () => {
    const got = await download(place.page, place.name);
    await got.path();
    await got.delete();
  });
  const headers = { authorization: (await (await called).headerValue('authorization')) ?? '' };
  const signed = await place.page.request.post('/api/files/presign-get', { headers, data: { path: place.name } });
  const { url } = (await signed.json()) as { url: string };
  return { ...run, url };
}

function rowsOf(sizeMib: number, { ours, curl, plain, resourceUse }: Downloads): Row[] {
  const timesAsFast = (who: readonly number[], as: readonly number[]): number =>
    median(who.map((seconds, round) => (as[round] ?? Number.NaN) / seconds));
  const what = `download, ${sizeMib} MiB, ${near.name}`;
  const compare = (name: string, beside: readonly number[], least: number): Row => {
    const speed = (seconds: readonly number[]): number => sizeMib / median(seconds);
    const ratio = timesAsFast(ours, beside);
    return compared({
      what: `${what}, beside ${name}`,
      ...{ ours: speed(ours), beside: speed(beside), unit: 'MiB/s', ratio, least },
    });
  };
  return [
    compare('curl', curl, reachable(target, timesAsFast(plain, curl))),
    compare("the browser's own of a bare link", plain, target),
    ...costRows(what, resourceUse),
  ];
}
