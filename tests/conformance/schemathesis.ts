/**
 * `npm run test:schemathesis`: sends the local API requests that `docs/openapi.yaml` allows, and many that it forbids.
 * Every answer must be described on the page, and none may be a 5xx. Needs `schemathesis` on PATH. Last line: `N
 * passed, N failed`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { XMLParser } from 'fast-xml-parser';
import * as v from 'valibot';

import { openWorld } from '../attack/world.ts';
import { findProgram } from '../../scripts/deploy/find-program.ts';
import { report, runSuite, type Counts } from '../suite.ts';

const root = join(import.meta.dirname, '../..');
const seed = 20_261_124;
const examplesPerOperation = 100;
/** Which answers are checked for what. */
const checks = join(import.meta.dirname, 'schemathesis.toml');

const result = v.object({
  failure: v.optional(v.unknown()),
  error: v.optional(v.unknown()),
  skipped: v.optional(v.unknown()),
});
const junitReport = v.object({ testsuites: v.object({ testsuite: v.object({ testcase: v.array(result) }) }) });

const schemathesis = findProgram('schemathesis');
const directory = await mkdtemp(join(tmpdir(), 'airlock-schemathesis-'));
const junit = join(directory, 'junit.xml');
const world = schemathesis === undefined ? undefined : await openWorld();
try {
  report([
    await runSuite({
      name: `schemathesis, ${examplesPerOperation} cases per operation with the seed ${seed}`,
      command: [
        ...([schemathesis ?? 'schemathesis', '--config-file', checks] as const),
        ...['run', join(root, 'docs/openapi.yaml')],
        ...['--url', world?.apiUrl ?? '', '--header', `Authorization:Bearer ${world?.owner.accessToken ?? ''}`],
        ...['--phases', 'coverage,fuzzing'],
        ...['--max-examples', String(examplesPerOperation), '--seed', String(seed), '--continue-on-failure'],
        ...['--suppress-health-check', 'all', '--report', 'junit', '--report-junit-path', junit],
      ],
      cwd: directory,
      unavailable: schemathesis === undefined ? 'there is no schemathesis: pip install schemathesis' : undefined,
      count: () => countOperations(junit),
    }),
  ]);
} finally {
  await world?.close();
  await rm(directory, { recursive: true });
}

/** Counts the test cases; each is one operation in one phase. */
async function countOperations(file: string): Promise<Counts> {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testcase' });
  const { testsuites } = v.parse(junitReport, parser.parse(await readFile(file, 'utf8')));
  const cases = testsuites.testsuite.testcase;
  const skipped = cases.filter((it) => it.skipped !== undefined).length;
  const failed = cases.filter((it) => it.failure !== undefined || it.error !== undefined).length;
  return { passed: cases.length - skipped - failed, failed, skipped };
}
