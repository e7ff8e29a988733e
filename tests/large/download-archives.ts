import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { signedInUser, stackPassword } from '../../local/testing/stack-user.ts';
import { seedRecords } from '../../local/testing/seed-records.ts';
import { StoredFiles } from '../../local/testing/stored-files.ts';
import { expect, row, sha256, signIn } from '../e2e/journey.ts';
import { openProfile, type ProfileBrowser } from '../e2e/profile.ts';
import { RendererMemory } from '../e2e/renderer-memory.ts';
import { LocalStack } from '../e2e/stack.ts';
import { readZip } from '../e2e/zip-file.ts';
import { Storage } from '../faults/rig/storage.ts';
import { reportMemory, type Check } from './checks.ts';

const owner = { name: 'owner', password: stackPassword };
const fileCount = Number(process.env['LARGE_FILES'] ?? 20_000);
const sizeGib = Number(process.env['LARGE_GIB'] ?? 5);
const pieceBytes = 256 * 1024 ** 2;
/** Most calls of the API for each 5,000 files. */
const mostCallsEach = 60;
const longestMs = 10 * 60_000;
const mib = 1024 ** 2;

/** Files lie in folders of folders: 100 in each. */
const nameOf = (index: number): string =>
  `${Math.floor(index / 2_000)}/ordner ü ${Math.floor(index / 100)}/${String(index).padStart(5, '0')}.txt`;

/**
 * Downloads a folder of 20,000 files (`LARGE_FILES` for another number) and one with a file of 5 GiB (`LARGE_GIB`), each as one ZIP
 * file, in Chromium. `unzip` and Python read them.
 */
export async function downloadArchives(check: Check): Promise<void> {
  const home = await LocalStack.create();
  try {
    const first = await home.start();
    const { keyPrefix } = await signedInUser(first, owner.name);
    const many = { bucket: first.filesBucket, prefix: `${keyPrefix}many/` };
    await home.stop();
    seedRecords(home.directory, { ...many, count: fileCount, contents: fileCount, nameOf });
    const stack = await home.start();
    const wanted = {
      'many.zip': Object.fromEntries(
        Array.from({ length: fileCount }, (_, index) => [
          `many/${nameOf(index)}`,
          sha256(Buffer.from(`content ${index} of ${many.prefix}`)),
        ]),
      ),
      'large.zip': await storeLarge(new StoredFiles(stack, keyPrefix), new Storage(stack), keyPrefix),
    };
    const at = await openProfile(join(home.directory, 'profile'), stack.webUrl);
    try {
      await signIn(at.page, owner);
      for (const [name, files] of Object.entries(wanted)) await downloadOne(check, at, name, files);
    } finally {
      await at.context.close();
    }
  } finally {
    await home.remove();
  }
}

/** Stores a file of 5 GiB between two small ones. Returns the SHA-256 of each by its path. */
async function storeLarge(files: StoredFiles, storage: Storage, keyPrefix: string): Promise<Record<string, string>> {
  const pieces = { pieceBytes, pieceCount: (sizeGib * 1024 ** 3) / pieceBytes, contentType: 'video/mp4', metadata: {} };
  await files.put('large/a.txt', 'before');
  await files.putLargeOf('large/film.mp4', pieces);
  await files.put('large/z.txt', 'behind 4 GiB');
  files.close();
  return {
    'large/a.txt': sha256(Buffer.from('before')),
    'large/film.mp4': await storage.sha256(`${keyPrefix}large/film.mp4`),
    'large/z.txt': sha256(Buffer.from('behind 4 GiB')),
  };
}

async function downloadOne(
  check: Check,
  { browser, page }: ProfileBrowser,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const calls: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) calls.push(pathname);
  });
  const folder = name.replace('.zip', '');
  await expect(row(page, folder)).toBeVisible();
  const began = performance.now();
  const started = page.waitForEvent('download', { timeout: longestMs });
  await page.getByRole('button', { name: `More actions for ${folder}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Download as ZIP' }).click();
  const got = await started;
  // Now the process of the service worker is there too.
  const memory = await RendererMemory.watch(browser);
  const path = await got.path();
  const use = memory.stop();
  const seconds = (performance.now() - began) / 1000;
  const { size } = await stat(path);
  console.log(`${name}: ${(size / mib).toFixed(0)} MiB within ${seconds.toFixed(1)} s, ${calls.length} API calls`);
  reportMemory(check, `${name}: page and service worker, each`, use);
  const mostCalls = Math.ceil(Object.keys(files).length / 5_000) * mostCallsEach;
  check(`${name}: ${calls.length} API calls, at most ${mostCalls}`, calls.length <= mostCalls);
  await promisify(execFile)('unzip', ['-tqq', path]);
  check(`${name}: unzip -t finds nothing wrong`, true);
  const found = Object.fromEntries((await readZip(path)).map((entry) => [entry.name, entry.sha256]));
  const differing = Object.keys({ ...files, ...found }).filter((each) => files[each] !== found[each]);
  check(`${name}: Python finds ${Object.keys(found).length} files with the same SHA-256`, differing.length === 0);
  if (differing.length > 0) console.log(differing.slice(0, 10).join('\n'));
  const shown = page.getByRole('region', { name: 'Downloads' });
  await shown.getByRole('button', { name: 'Expand downloads' }).click();
  const said = shown.getByRole('listitem').filter({ hasText: name });
  await expect(said).toContainText('Verified');
  check(`${name}: the tray says "Verified"`, true);
  await shown.getByRole('button', { name: 'Clear finished downloads' }).click();
  await got.delete();
  page.removeAllListeners('request');
}
