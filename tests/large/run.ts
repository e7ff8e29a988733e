/**
 * `npm run test:large`: uploads a file of 1 GiB (`LARGE_MIB` for another size) in Chromium against `npm start`. At
 * about 60 % the browser is killed, and a new one continues. Prints S3's ledger of the parts. Last line: `N passed, N
 * failed`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildApp } from '../../local/builds.ts';
import { Accounts, type Account } from '../e2e/accounts.ts';
import { chooseFiles } from '../faults/rig/scene.ts';
import { Storage } from '../faults/rig/storage.ts';
import { answerChooser, expect, signIn, uploadRow } from '../e2e/journey.ts';
import { MainThread } from '../e2e/main-thread.ts';
import { RendererMemory, type MemoryUse } from '../e2e/renderer-memory.ts';
import { LocalStack, type StackDescription } from '../e2e/stack.ts';
import { writeLargeFile } from './large-file.ts';
import { acknowledged, printLedger, readPartAttempts, sentInVain, type PartAttempt } from './part-ledger.ts';
import { openProfile, type ProfileBrowser } from '../e2e/profile.ts';

const sizeMib = Number(process.env['LARGE_MIB'] ?? 1024);
const partCount = Math.ceil(sizeMib / 16);
const killedAfterParts = Math.ceil(partCount * 0.6);
const longestMs = 15 * 60_000;
const mostMib = 250;
const longestTaskMs = 50;
const fileName = 'large.bin';

await buildApp(join(import.meta.dirname, '../..'), (line) => console.error(line));
const home = await LocalStack.create();
const inHome = (name: string): string => join(home.directory, name);
const file = inHome(fileName);
const ledger = inHome('s3-ledger.jsonl');
const checks: boolean[] = [];
try {
  await writeFile(ledger, '');
  const stack = await home.start({ options: ['--s3-ledger', ledger] });
  const sha256 = await writeLargeFile(file, sizeMib);
  const account = await new Accounts(stack).create();
  await inProfile(stack, account, sendUntilKilled);
  let before: PartAttempt[] = [];
  await inProfile(stack, account, (at) => {
    // Only now has S3 noticed that the first browser is gone.
    before = readPartAttempts(ledger);
    return goOn(at);
  });
  reportParts(before);
  await reportStored(new Storage(stack), sha256);
} finally {
  await home.remove();
}
const failed = checks.filter((holds) => !holds).length;
console.log(`${checks.length - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

async function inProfile(
  stack: StackDescription,
  account: Account,
  work: (at: ProfileBrowser) => Promise<void>,
): Promise<void> {
  const at = await openProfile(inHome('profile'), stack.webUrl);
  try {
    await signIn(at.page, account);
    await work(at);
  } finally {
    await at.context.close();
  }
}

async function sendUntilKilled({ browser, page, kill }: ProfileBrowser): Promise<void> {
  const memory = await RendererMemory.watch(browser);
  await chooseFiles(page, [file]);
  const known = () => acknowledged(readPartAttempts(ledger)).length;
  await expect.poll(known, { timeout: longestMs, intervals: [20] }).toBeGreaterThanOrEqual(killedAfterParts);
  await kill();
  reportMemory('first browser', memory.stop());
}

async function goOn({ browser, page }: ProfileBrowser): Promise<void> {
  const calls: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/uploads/')) calls.push(`${request.method()} ${pathname.split('/').at(-1)}`);
  });
  const thread = await MainThread.watch(page);
  const memory = await RendererMemory.watch(browser);
  await answerChooser(page, `Resume ${fileName}`, file);
  await expect(uploadRow(page, fileName)).toContainText('Verified', { timeout: longestMs });
  reportMemory('second browser', memory.stop());
  const { cpuMs, wallMs } = await thread.stop();
  const words = `longest main-thread task ${cpuMs.toFixed(0)} ms of CPU (${wallMs.toFixed(0)} ms by the clock)`;
  check(`second browser: ${words}, at most ${longestTaskMs}`, cpuMs <= longestTaskMs);
  console.log(`API calls of the resumed upload: ${calls.length}: ${calls.join(', ')}`);
}

function reportMemory(who: string, { mostMib: most, halvesMib }: MemoryUse): void {
  const [first, second] = halvesMib.map((each) => each.toFixed(0));
  check(`${who}: ${most.toFixed(0)} MiB (halves: ${first}, ${second}), at most ${mostMib}`, most <= mostMib);
}

function reportParts(before: readonly PartAttempt[]): void {
  const all = readPartAttempts(ledger);
  printLedger(before, all.slice(before.length), partCount);
  const known = acknowledged(before).length;
  check(`killed with ${known} of ${partCount} parts acknowledged`, known >= killedAfterParts && known < partCount);
  check('no acknowledged part was sent again', sentInVain(all).length === 0);
  check('each part was acknowledged once', acknowledged(all).length === partCount);
}

async function reportStored(storage: Storage, sha256: string): Promise<void> {
  const versions = await storage.versions(fileName);
  check('one object', versions.length === 1);
  check('no open upload', (await storage.openUploads(fileName)).length === 0);
  check('the same SHA-256', (await storage.sha256(versions[0] ?? '')) === sha256);
}

function check(what: string, holds: boolean): void {
  console.log(`${holds ? '✓' : '✗'} ${what}`);
  checks.push(holds);
}
