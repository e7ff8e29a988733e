import type { Row } from '../row.ts';
import { ratioTo, throughput, type Results } from './rounds.ts';
import type { Run } from './uploader.ts';

const mostMib = 250;
const longestTaskMs = 50;

/** Without `target` the rival is shown for comparison only. */
export function compareLarge<Name extends string>(
  results: Results<Name | 'ours'>,
  rival: Name,
  target: number | undefined,
): Row {
  const ratio = ratioTo(results, rival);
  return {
    what: `upload, ${placeOf(results)}, beside ${rival}`,
    ours: `${throughput(results, 'ours').toFixed(0)} MiB/s`,
    beside: `${throughput(results, rival).toFixed(0)} MiB/s`,
    ratio: ratio.toFixed(2),
    target: target === undefined ? '–' : `≥ ${target}`,
    ...(target !== undefined && { met: ratio >= target }),
  };
}

export function compareMany<Name extends string>(results: Results<Name | 'ours'>, rival: Name, count: number): Row {
  const ratio = ratioTo(results, rival);
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

/** What our worst round cost. */
export function costOfOurs(results: Results<'ours'>, { apiCalls }: { readonly apiCalls?: number }): Row[] {
  const worst = (of: (run: Run) => number): number => Math.max(...results.runs.ours.map(of));
  const limited = (what: string, value: number, unit: string, limit: number): Row => ({
    what: `upload, ${placeOf(results)}: ${what}`,
    ours: `${value.toFixed(0)}${unit}`,
    target: `≤ ${limit}${unit}`,
    met: value <= limit,
  });
  const cpu = worst(({ effort }) => effort?.cpuSeconds ?? 0);
  const memory = worst(({ effort }) => effort?.mostMib ?? 0);
  const task = worst(({ effort }) => effort?.longestTaskMs ?? 0);
  return [
    ...(apiCalls === undefined
      ? []
      : [
          limited(
            'API calls',
            worst((run) => run.apiCalls),
            '',
            apiCalls,
          ),
        ]),
    limited(`page's process (${cpu.toFixed(1)} s of CPU)`, memory, ' MiB', mostMib),
    limited('longest main-thread task', task, ' ms', longestTaskMs),
  ];
}

const placeOf = ({ contest: { what, distance } }: Results<'ours'>): string => `${what}, ${distance.name}`;
