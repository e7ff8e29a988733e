import { compared, median, type Row } from '../row.ts';
import type { ResourceUse } from './resource-use.ts';
import { ratioTo, throughput, type Results } from './rounds.ts';

const mostMib = 250;
const longestTaskMs = 50;

/** Makes a row. Without `target` the rival is shown for comparison only. */
export function compareLarge<Name extends string>(
  results: Results<Name | 'ours'>,
  rival: Name,
  target: number | undefined,
): Row {
  return compared({
    what: `upload, ${placeOf(results)}, beside ${rival}`,
    ours: throughput(results, 'ours'),
    beside: throughput(results, rival),
    unit: 'MiB/s',
    ratio: ratioTo<Name | 'ours'>(results, rival, 'ours'),
    least: target,
  });
}

export function compareMany<Name extends string>(
  results: Results<Name | 'ours'>,
  rival: Name,
  { count, least }: { readonly count: number; readonly least: number },
): Row {
  const rate = (name: Name | 'ours'): number => count / median(results.runs[name].map(({ seconds }) => seconds));
  const what = `upload, ${placeOf(results)}, beside ${rival}`;
  const ratio = ratioTo<Name | 'ours'>(results, rival, 'ours');
  return compared({ what, ours: rate('ours'), beside: rate(rival), unit: 'files/s', ratio, least });
}

/**
 * Makes rows with the cost of our upload: the page's resources, and calls of the API where there is a limit to them.
 */
export function costOfOurs(
  { comparison, runs, watched }: Results<'ours'>,
  most: { readonly apiCalls?: number },
): Row[] {
  const what = `upload, ${placeOf({ comparison })}`;
  const calls = Math.max(...[...runs.ours, watched].map(({ apiCalls }) => apiCalls));
  return [
    ...(most.apiCalls === undefined ? [] : [limited(`${what}: API calls`, calls, '', most.apiCalls)]),
    ...costRows(what, watched.resourceUse),
  ];
}

export function costRows(what: string, resourceUse: ResourceUse | undefined): Row[] {
  if (!resourceUse) throw new Error('The run was not watched: run it with watched set.');
  const { cpuSeconds, longestTaskMs: taskMs } = resourceUse;
  return [
    limited(`${what}: page's process (${cpuSeconds.toFixed(1)} s of CPU)`, resourceUse.mostMib, ' MiB', mostMib),
    limited(`${what}: longest main-thread task`, taskMs, ' ms', longestTaskMs),
  ];
}

const limited = (what: string, value: number, unit: string, limit: number): Row => ({
  what,
  ours: `${value.toFixed(0)}${unit}`,
  target: `≤ ${limit}${unit}`,
  met: value <= limit,
});

const placeOf = ({ comparison: { what, distance } }: Pick<Results<'ours'>, 'comparison'>): string =>
  `${what}, ${distance.name}`;
