import type { Row } from '../row.ts';
import type { Effort } from './effort.ts';
import { ratioTo, throughput, type Results } from './rounds.ts';

const mostMib = 250;
const longestTaskMs = 50;
/** Two runs of the same differ by so much. */
export const nearly = 0.95;

/** Without `target` the rival is shown for comparison only. */
export function compareLarge<Name extends string>(
  results: Results<Name | 'ours'>,
  rival: Name,
  target: number | undefined,
): Row {
  const ratio = ratioTo<Name | 'ours'>(results, rival, 'ours');
  return {
    what: `upload, ${placeOf(results)}, beside ${rival}`,
    ours: `${throughput(results, 'ours').toFixed(0)} MiB/s`,
    beside: `${throughput(results, rival).toFixed(0)} MiB/s`,
    ratio: ratio.toFixed(2),
    target: target === undefined ? '–' : `≥ ${Number(target.toFixed(2))}`,
    ...(target !== undefined && { met: ratio >= target }),
  };
}

/**
 * The target beside `rival`, or what this machine allows: with two cores for a browser, the API and S3 together, the processor
 * is soon the limit, and no uploader that also hashes comes far beyond `plainest`.
 */
export function reachable<Name extends string>(
  results: Results<Name>,
  { rival, plainest, target }: { readonly rival: Name; readonly plainest: Name; readonly target: number },
): number {
  return Math.min(target, nearly * ratioTo(results, rival, plainest));
}

export function compareMany<Name extends string>(results: Results<Name | 'ours'>, rival: Name, count: number): Row {
  const ratio = ratioTo<Name | 'ours'>(results, rival, 'ours');
  const rate = (name: Name | 'ours'): string => `${(count / (results.runs[name][0]?.seconds ?? 0)).toFixed(0)} files/s`;
  return {
    what: `upload, ${placeOf(results)}, beside ${rival}`,
    ours: rate('ours'),
    beside: rate(rival),
    ratio: ratio.toFixed(2),
    target: '≥ 1',
    met: ratio >= 1,
  };
}

/** What an upload cost us: the page, and calls of the API where there is a limit to them. */
export function costOfOurs({ contest, runs, watched }: Results<'ours'>, most: { readonly apiCalls?: number }): Row[] {
  const what = `upload, ${placeOf({ contest })}`;
  const calls = Math.max(...[...runs.ours, watched].map(({ apiCalls }) => apiCalls));
  return [
    ...(most.apiCalls === undefined ? [] : [limited(`${what}: API calls`, calls, '', most.apiCalls)]),
    ...costRows(what, watched.effort),
  ];
}

export function costRows(what: string, effort: Effort | undefined): Row[] {
  if (!effort) throw new Error('Nobody watched.');
  const { cpuSeconds, longestTaskMs: taskMs } = effort;
  return [
    limited(`${what}: page's process (${cpuSeconds.toFixed(1)} s of CPU)`, effort.mostMib, ' MiB', mostMib),
    limited(`${what}: longest main-thread task`, taskMs, ' ms', longestTaskMs),
  ];
}

const limited = (what: string, value: number, unit: string, limit: number): Row => ({
  what,
  ours: `${value.toFixed(0)}${unit}`,
  target: `≤ ${limit}${unit}`,
  met: value <= limit,
});

const placeOf = ({ contest: { what, distance } }: Pick<Results<'ours'>, 'contest'>): string =>
  `${what}, ${distance.name}`;
