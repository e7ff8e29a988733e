import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { longestTaskType } from '../../tests/e2e/main-thread.ts';
import type { Row } from '../row.ts';
import { longestTaskMs, rowOf } from './step.ts';

const root = join(import.meta.dirname, '../..');

const task = v.object({ cpuMs: v.number(), from: v.string() });
const annotation = v.object({ type: v.string(), description: v.optional(v.string()) });
const spec = v.object({ title: v.string(), tests: v.array(v.object({ annotations: v.array(annotation) })) });

/** A suite of Playwright's report, with the suites inside it. */
interface Suite {
  readonly title: string;
  readonly specs: readonly v.InferOutput<typeof spec>[];
  readonly suites?: readonly Suite[] | undefined;
}
const suite: v.GenericSchema<Suite> = v.object({
  title: v.string(),
  specs: v.array(spec),
  suites: v.optional(v.array(v.lazy(() => suite))),
});
const report = v.object({ suites: v.array(suite) });

interface Measured {
  readonly title: string;
  readonly cpuMs: number;
  readonly from: string;
}

/** Runs every journey alone, twenty minutes in all, and measures the longest task of the main threads of its pages. */
export async function measureJourneyTasks(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'airlock-tasks-'));
  try {
    const measured = await runJourneys(join(folder, 'report.json'));
    if (measured.length === 0) throw new Error('No journey was measured.');
    const long = measured.filter(({ cpuMs }) => cpuMs > longestTaskMs).sort((a, b) => b.cpuMs - a.cpuMs);
    const within = `${measured.length - long.length} of ${measured.length} journeys`;
    return [
      { what: `longest task ≤ ${longestTaskMs} ms`, ours: within, target: 'all', met: long.length === 0 },
      ...long.map((each) => rowOf(each.title, each)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runJourneys(file: string): Promise<readonly Measured[]> {
  const config = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'];
  const program = spawn(
    join(root, 'node_modules/.bin/playwright'),
    [...config, '--workers', '1', '--retries', '0', '--trace', 'off'],
    {
      cwd: root,
      stdio: ['ignore', process.stderr, 'inherit'],
      env: { ...process.env, MEASURE_TASKS: 'true', PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    },
  );
  const [code] = (await once(program, 'close')) as [number | null];
  // A journey that failed has measured only a part of what it does.
  if (code !== 0) throw new Error('Journeys failed: see above.');
  return v.parse(report, JSON.parse(await readFile(file, 'utf8'))).suites.flatMap((each) => measuredIn(each));
}

function measuredIn({ title, specs, suites = [] }: Suite): readonly Measured[] {
  const own = specs.flatMap((each) =>
    each.tests.flatMap(({ annotations }) =>
      annotations
        .filter(({ type }) => type === longestTaskType)
        .map(({ description = '' }) => ({ title: each.title, ...v.parse(task, JSON.parse(description)) })),
    ),
  );
  return [...own, ...suites.flatMap(measuredIn)].map((each) => ({ ...each, title: `${title} › ${each.title}` }));
}
