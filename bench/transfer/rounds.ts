import { median } from '../row.ts';
import { atDistance, type Distance } from './distance.ts';
import type { BenchFiles } from './files.ts';
import { settleDisk } from './settle-disk.ts';
import type { Run, Uploader } from './uploader.ts';

export interface UploadComparison<Name extends string> {
  readonly what: string;
  readonly distance: Distance;
  readonly uploaders: Readonly<Record<Name, Uploader>>;
  readonly files: BenchFiles;
  readonly rounds: number;
  /** Returns how many MiB the uploader of this name sends. */
  readonly mibOf: (name: Name) => number;
}

export interface Results<Name extends string> {
  readonly comparison: UploadComparison<Name>;
  readonly runs: Readonly<Record<Name, readonly Run[]>>;
  /** One more run of ours, of which the cost is also known. */
  readonly watched: Run;
}

/** Runs all uploaders in turn, so many times; each round begins with the next of them. Prints each run when it ends. */
export async function runRounds<Name extends string>(
  comparison: UploadComparison<Name | 'ours'>,
): Promise<Results<Name | 'ours'>> {
  const { what, distance, uploaders, files, rounds } = comparison;
  const names = Object.keys(uploaders) as (Name | 'ours')[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Run[]])) as Record<Name | 'ours', Run[]>;
  const play = async (name: Name | 'ours', watched: boolean): Promise<Run> => {
    await settleDisk();
    const run = await atDistance(distance, watched, (bench) => uploaders[name](bench, files));
    console.error(`  ${what}, ${distance.name}, ${name}: ${inWords(run, comparison.mibOf(name))}`);
    return run;
  };
  for (let round = 1; round <= rounds; round += 1) {
    const first = (round - 1) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      runs[name].push(await play(name, false));
    }
  }
  return { comparison, runs, watched: await play('ours', true) };
}

export const throughput = <Name extends string>({ comparison, runs }: Results<Name>, name: Name): number =>
  median(runs[name].map(({ seconds }) => comparison.mibOf(name) / seconds));

/** Returns how many times as fast as `rival` `who` was: the median of the rounds. */
export function ratioTo<Name extends string>({ comparison, runs }: Results<Name>, rival: Name, who: Name): number {
  const speeds = (name: Name): number[] => runs[name].map(({ seconds }) => comparison.mibOf(name) / seconds);
  const theirs = speeds(rival);
  return median(speeds(who).map((speed, round) => speed / (theirs[round] ?? Number.NaN)));
}

function inWords({ seconds, apiCalls, resourceUse }: Run, mib: number): string {
  const said = [`${seconds.toFixed(1)} s`, `${(mib / seconds).toFixed(1)} MiB/s`, `${apiCalls} API calls`];
  if (resourceUse === undefined) return said.join(', ');
  const { mostMib, halvesMib, cpuSeconds, longestTaskMs } = resourceUse;
  const halves = halvesMib.map((half) => half.toFixed(0)).join(' and ');
  return [
    ...said,
    `renderer ${mostMib.toFixed(0)} MiB (halves ${halves}) and ${cpuSeconds.toFixed(1)} s of CPU`,
    `longest task ${longestTaskMs.toFixed(0)} ms`,
  ].join(', ');
}
