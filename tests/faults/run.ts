/**
 * `npm run test:faults`: runs each fault with three seeds, in Chromium against the whole local stack behind the fault
 * proxies. `npm run test:faults -- NAME …` runs the faults whose name contains a NAME. Last line: `N passed, N failed`.
 */
import { join } from 'node:path';

import { buildApp } from '../../local/builds.ts';
import { faults as all } from './cases/index.ts';
import { runInParallel } from './rig/run-in-parallel.ts';
import { printTable, type Played } from './rig/table.ts';

const seeds = [1, 2, 3];

const wanted = process.argv.slice(2);
const faults = all.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (faults.length === 0) throw new Error(`No fault is named like ${wanted.join(', ')}.`);

await buildApp(join(import.meta.dirname, '../..'), (line) => console.error(line));
const plays = faults.flatMap((fault) => seeds.map((seed) => ({ fault, seed })));
const played: Played[] = [];
await runInParallel(plays, async (runner, { fault, seed }) => {
  const result = await runner.play(fault, seed);
  played.push(result);
  const verdict = result.problems.length === 0 ? 'ok' : `WRONG: ${result.problems.join('; ')}`;
  console.error(`${result.name}, seed ${result.seed}: ${verdict}, ${result.seconds.toFixed(1)} s`);
});
printTable(faults, played);
if (played.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
