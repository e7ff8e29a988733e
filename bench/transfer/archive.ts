import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { seedRecords } from '../../local/testing/seed-records.ts';
import { signedInUser, stackPassword } from '../../local/testing/stack-user.ts';
import { row, signIn } from '../../tests/e2e/journey.ts';
import { openProfile, type ProfileBrowser } from '../../tests/e2e/profile.ts';
import { RendererMemory } from '../../tests/e2e/renderer-memory.ts';
import { LocalStack } from '../../tests/e2e/stack.ts';
import { compared, type Row } from '../row.ts';

const owner = { name: 'owner', password: stackPassword };
const fileCount = 5_000;
const sizeBytes = 20 * 1024;
/** Number of files that the slow ways take. */
const fewerCount = 300;
const leastRatio = 2;
const mostMib = 250;
const mostCalls = 60;
const longestMs = 10 * 60_000;
const nameOf = (index: number): string => `${String(index).padStart(5, '0')}.jpg`;

/**
 * Measures 5,000 files of 20 KiB as one ZIP file beside two ways to save them without it, in files per second: one link after
 * another, and each file fetched as a whole blob, as Amplify's `downloadData` gives it, which is then saved.
 */
export async function measureArchive(): Promise<Row[]> {
  const home = await LocalStack.create();
  try {
    const first = await home.start();
    const { keyPrefix } = await signedInUser(first, owner.name);
    await home.stop();
    const place = { bucket: first.filesBucket, prefix: `${keyPrefix}photos/` };
    seedRecords(home.directory, { ...place, count: fileCount, contents: fileCount, sizeBytes, nameOf });
    const at = await openProfile(join(home.directory, 'profile'), (await home.start()).webUrl);
    try {
      return await rowsOf(at);
    } finally {
      await at.context.close();
    }
  } finally {
    await home.remove();
  }
}

async function rowsOf(at: ProfileBrowser): Promise<Row[]> {
  const called = at.page.waitForRequest(
    (request) => request.url().includes('/api/') && 'authorization' in request.headers(),
  );
  await signIn(at.page, owner);
  const authorization = (await (await called).headerValue('authorization')) ?? '';
  await row(at.page, 'photos').waitFor();
  const ours = await asArchive(at);
  const links = await oneByOne(at.page, { authorization, asBlob: false });
  const blobs = await oneByOne(at.page, { authorization, asBlob: true });
  const what = `download, ${fileCount} files of ${sizeBytes / 1024} KiB as one ZIP file`;
  const beside = (name: string, rate: number): Row =>
    compared({
      ...{ what: `${what}, beside ${name}`, ours: fileCount / ours.seconds, beside: rate, unit: 'files/s' },
      least: leastRatio,
    });
  const limited = (name: string, value: number, unit: string, limit: number): Row => ({
    ...{ what: `${what}: ${name}`, ours: `${value.toFixed(0)}${unit}`, target: `≤ ${limit}${unit}` },
    met: value <= limit,
  });
  return [
    beside('one link after another', links),
    beside("each as a whole blob, Amplify's way", blobs),
    limited('API calls', ours.apiCalls, '', mostCalls),
    limited('page or service worker', ours.mostMib, ' MiB', mostMib),
  ];
}

/** Measures from the click until the browser has the whole archive. */
async function asArchive({ browser, page }: ProfileBrowser) {
  let apiCalls = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/files')) apiCalls += 1;
  });
  const began = performance.now();
  const started = page.waitForEvent('download', { timeout: longestMs });
  await page.getByRole('button', { name: 'More actions for photos', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Download as ZIP' }).click();
  const got = await started;
  const memory = await RendererMemory.watch(browser);
  await got.path();
  const seconds = (performance.now() - began) / 1000;
  const { mostMib: most } = memory.stop();
  page.removeAllListeners('request');
  await got.delete();
  return { seconds, apiCalls, mostMib: most };
}

interface Way {
  readonly authorization: string;
  readonly asBlob: boolean;
}

/** Saves some of the files, each when the one before is on the disk. Returns the files per second. */
async function oneByOne(page: Page, { authorization, asBlob }: Way): Promise<number> {
  const began = performance.now();
  for (let index = 0; index < fewerCount; index += 1) {
    const started = page.waitForEvent('download');
    await page.evaluate(saveOne, { authorization, asBlob, path: `photos/${nameOf(index)}` });
    const got = await started;
    await got.path();
    await got.delete();
  }
  return fewerCount / ((performance.now() - began) / 1000);
}

/** Signs a file and saves it. It is sent to the page as text. */
async function saveOne({ authorization, asBlob, path }: Way & { readonly path: string }): Promise<void> {
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ path, disposition: 'attachment' });
  const answer = await fetch('/api/files/presign-get', { method: 'POST', headers, body });
  const { url } = (await answer.json()) as { readonly url: string };
  const link = document.createElement('a');
  link.href = asBlob ? URL.createObjectURL(await (await fetch(url)).blob()) : url;
  link.download = path;
  link.click();
}
