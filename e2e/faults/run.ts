/**
 * `npm run test:faults`: each fault with three seeds, in Chromium against the whole local stack behind the fault proxies.
 * `npm run test:faults -- NAME …` plays the faults whose name contains a NAME. Last line: `N passed, N failed`.
 */
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import { buildApp } from '../../local/stack/builds.ts';
import { findChromium } from '../chromium.ts';
import { downloadFaults } from './cases/downloads.ts';
import { lostAnswers } from './cases/lost-answers.ts';
import { networkFaults } from './cases/network.ts';
import { resumeFaults } from './cases/resume.ts';
import { serverFaults } from './cases/server-faults.ts';
import { sessionFaults } from './cases/session.ts';
import { Lane } from './rig/lane.ts';
import { printTable, type Played } from './rig/table.ts';

const seeds = [1, 2, 3];
const laneCount = 2;

const wanted = process.argv.slice(2);
const all = [...networkFaults, ...serverFaults, ...lostAnswers, ...sessionFaults, ...resumeFaults, ...downloadFaults];
const faults = all.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (faults.length === 0) throw new Error(`No fault is named like ${wanted.join(', ')}.`);

await buildApp(join(import.meta.dirname, '../..'), (line) => console.error(line));
const waiting = faults.flatMap((fault) => seeds.map((seed) => ({ fault, seed })));
const played: Played[] = [];
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
const lanes: Lane[] = [];
try {
  // One after the other: two starts at once on two cores take longer than both.
  while (lanes.length < laneCount) lanes.push(await Lane.open(browser));
  await Promise.all(lanes.map(work));
} finally {
  await Promise.all(lanes.map((lane) => lane.close()));
  await browser.close();
}
printTable(faults, played);
if (played.some(({ wrongs }) => wrongs.length > 0)) process.exitCode = 1;

async function work(lane: Lane): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const result = await lane.play(next.fault, next.seed);
    played.push(result);
    const verdict = result.wrongs.length === 0 ? 'ok' : `WRONG: ${result.wrongs.join('; ')}`;
    console.error(`${result.name}, seed ${result.seed}: ${verdict}, ${result.seconds.toFixed(1)} s`);
  }
}
