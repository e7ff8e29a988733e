/**
 * `npm test`: every check that needs neither Docker nor an AWS account. `npm test -- quick` runs format, types, lint and the
 * unit specs; `npm test -- types lint` runs the suites that it names.
 */
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { chooseSuites } from './choose-suites.ts';
import { reports, suiteNames, suites } from './suites.ts';
import { report, runSuites, type Suite } from './suite.ts';

const chosen = read(process.argv.slice(2));
if (chosen.length > 0) {
  // Made anew, so that the report of an earlier run can never be counted.
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  const cwd = join(import.meta.dirname, '..');
  const inCheckout = chosen.map((suite) => ({ cwd, ...suite }));
  report(await runSuites(inCheckout, Math.min(2, availableParallelism())));
}

/** A wrong name ends the program with a sentence and the exit code 2, before anything runs. */
function read(args: readonly string[]): readonly Suite[] {
  try {
    return chooseSuites(suites, suiteNames, args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
    return [];
  }
}
