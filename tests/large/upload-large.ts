import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Accounts, type Account } from '../e2e/accounts.ts';
import { chooseFiles } from '../faults/rig/scene.ts';
import { Storage } from '../faults/rig/storage.ts';
import { answerChooser, expect, signIn, uploadRow } from '../e2e/journey.ts';
import { MainThread } from '../e2e/main-thread.ts';
import { RendererMemory } from '../e2e/renderer-memory.ts';
import { LocalStack, type StackDescription } from '../e2e/stack.ts';
import { reportMemory, type Check } from './checks.ts';
import { writeLargeFile } from './large-file.ts';
import { acknowledged, printLedger, readPartAttempts, sentInVain, type PartAttempt } from './part-ledger.ts';
import { openProfile, type ProfileBrowser } from '../e2e/profile.ts';

const sizeMib = Number(process.env['LARGE_MIB'] ?? 1024);
const partCount = Math.ceil(sizeMib / 16);
const killedAfterParts = Math.ceil(partCount * 0.6);
const longestMs = 15 * 60_000;
const longestTaskMs = 50;
const fileName = 'large.bin';

/**
 * Uploads a file of 1 GiB (`LARGE_MIB` for another size) in Chromium against `npm start`. At about 60 % the browser is killed,
 * and a new one continues. Prints S3's ledger of the parts.
 */
export async function uploadLarge(check: Check): Promise<void> {
  const home = await LocalStack.create();
  const place = new Place(home.directory);
  try {
    await writeFile(place.ledger, '');
    const stack = await home.start({ options: ['--s3-ledger', place.ledger] });
    const sha256 = await writeLargeFile(place.file, sizeMib);
    const account = await new Accounts(stack).create();
    await inProfile(stack, account, place, (at) => sendUntilKilled(check, place, at));
    let before: PartAttempt[] = [];
    await inProfile(stack, account, place, (at) => {
      // Only now has S3 noticed that the first browser is gone.
      before = readPartAttempts(place.ledger);
      return goOn(check, place, at);
    });
    reportParts(check, place, before);
    await reportStored(check, new Storage(stack), sha256);
  } finally {
    await home.remove();
  }
}

/** Where everything lies. */
class Place {
  readonly profile: string;
  readonly file: string;
  readonly ledger: string;

  constructor(directory: string) {
    this.profile = join(directory, 'profile');
    this.file = join(directory, fileName);
    this.ledger = join(directory, 's3-ledger.jsonl');
  }
}

async function inProfile(
  stack: StackDescription,
  account: Account,
  { profile }: Place,
  work: (at: ProfileBrowser) => Promise<void>,
): Promise<void> {
  const at = await openProfile(profile, stack.webUrl);
  try {
    await signIn(at.page, account);
    await work(at);
  } finally {
    await at.context.close();
  }
}

async function sendUntilKilled(
  check: Check,
  { file, ledger }: Place,
  { browser, page, kill }: ProfileBrowser,
): Promise<void> {
  const memory = await RendererMemory.watch(browser);
  await chooseFiles(page, [file]);
  const known = () => acknowledged(readPartAttempts(ledger)).length;
  await expect.poll(known, { timeout: longestMs, intervals: [20] }).toBeGreaterThanOrEqual(killedAfterParts);
  await kill();
  reportMemory(check, 'first browser', memory.stop());
}

async function goOn(check: Check, { file }: Place, { browser, page }: ProfileBrowser): Promise<void> {
  const calls: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/uploads/')) calls.push(`${request.method()} ${pathname.split('/').at(-1)}`);
  });
  const thread = await MainThread.watch(page);
  const memory = await RendererMemory.watch(browser);
  await answerChooser(page, `Resume ${fileName}`, file);
  await expect(uploadRow(page, fileName)).toContainText('Verified', { timeout: longestMs });
  reportMemory(check, 'second browser', memory.stop());
  const { cpuMs, wallMs } = await thread.stop();
  const words = `longest main-thread task ${cpuMs.toFixed(0)} ms of CPU (${wallMs.toFixed(0)} ms by the clock)`;
  check(`second browser: ${words}, at most ${longestTaskMs}`, cpuMs <= longestTaskMs);
  console.log(`API calls of the resumed upload: ${calls.length}: ${calls.join(', ')}`);
}

function reportParts(check: Check, { ledger }: Place, before: readonly PartAttempt[]): void {
  const all = readPartAttempts(ledger);
  printLedger(before, all.slice(before.length), partCount);
  const known = acknowledged(before).length;
  check(`killed with ${known} of ${partCount} parts acknowledged`, known >= killedAfterParts && known < partCount);
  check('no acknowledged part was sent again', sentInVain(all).length === 0);
  check('each part was acknowledged once', acknowledged(all).length === partCount);
}

async function reportStored(check: Check, storage: Storage, sha256: string): Promise<void> {
  const versions = await storage.versions(fileName);
  check('one object', versions.length === 1);
  check('no open upload', (await storage.openUploads(fileName)).length === 0);
  check('the same SHA-256', (await storage.sha256(versions[0] ?? '')) === sha256);
}
