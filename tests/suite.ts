import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How many checks of a suite went which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One command and how its checks are counted. `count` may throw: then the suite counts as one failure. */
export interface Suite {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** The command that runs it instead while another suite may run beside it. */
  readonly commandBeside?: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A sentence why this suite cannot run here. Elsewhere it is skipped with it; in CI that is a failure. */
  readonly unavailable?: string | undefined;
  readonly count?: (exitCode: number) => Promise<Counts>;
}

export interface SuiteResult extends Counts {
  readonly name: string;
  readonly seconds: number;
  readonly reason?: string;
}

type Output = 'live' | 'collected';

/** Where every Node that a suite starts keeps what it has compiled: a stack starts in two thirds of the time then. */
const compiled = join(import.meta.dirname, '../node_modules/.cache/node');

const inCi = process.env['CI'] === 'true';

/**
 * Runs suites in order, each as soon as fewer than `concurrency` of them run. Never throws.
 * @returns the results in the order of the suites
 */
export async function runSuites(suites: readonly Suite[], concurrency = 1): Promise<readonly SuiteResult[]> {
  const results = new Map<Suite, SuiteResult>();
  const waiting = [...suites];
  const workers = Math.min(concurrency, waiting.length);
  const output = workers === 1 ? 'live' : 'collected';
  const worker = async (): Promise<void> => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) {
      results.set(suite, await runSuite(suite, output));
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return suites.flatMap((suite) => results.get(suite) ?? []);
}

/** Runs one suite with its output on this terminal: at once, or collected and shown when it has ended. Never throws. */
export async function runSuite(suite: Suite, output: Output = 'live'): Promise<SuiteResult> {
  if (suite.unavailable !== undefined) {
    console.log(`skipped: ${suite.name}: ${suite.unavailable}`);
    const counts = inCi ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
    return { name: suite.name, seconds: 0, reason: suite.unavailable, ...counts };
  }
  if (output === 'live') console.log(`\n── ${suite.name}`);
  const started = performance.now();
  const { exitCode, said } = await run(suite, output);
  if (output === 'collected') console.log(`\n── ${suite.name}\n${said}`.trimEnd());
  const counts = await countHonestly(suite, exitCode);
  return { name: suite.name, seconds: (performance.now() - started) / 1000, ...counts };
}

/** A non-zero exit is at least one failure and zero checks are one too, whatever the report says. */
async function countHonestly(suite: Suite, exitCode: number): Promise<Counts> {
  try {
    const counts = await (suite.count ?? asOneCheck)(exitCode);
    const nothingRan = counts.passed + counts.failed === 0;
    const silent = (exitCode !== 0 && counts.failed === 0) || nothingRan || (inCi && counts.skipped > 0);
    return silent ? { ...counts, failed: counts.failed + 1 } : counts;
  } catch (error) {
    console.error(`${suite.name}: no report: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function asOneCheck(exitCode: number): Promise<Counts> {
  return Promise.resolve({ passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 });
}

function run(suite: Suite, output: Output): Promise<{ readonly exitCode: number; readonly said: string }> {
  const [program, ...args] = output === 'collected' ? (suite.commandBeside ?? suite.command) : suite.command;
  const stream = output === 'live' ? 'inherit' : 'pipe';
  const child = spawn(program, args, {
    cwd: suite.cwd,
    env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...suite.env },
    stdio: ['ignore', stream, stream],
  });
  let said = '';
  for (const it of [child.stdout, child.stderr]) it?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve({ exitCode: 127, said });
    });
    child.on('close', (code) => resolve({ exitCode: code ?? 1, said }));
  });
}

/** Counts from the file that `jest --json --outputFile` wrote. */
export function fromJest(file: string): () => Promise<Counts> {
  return async () => {
    const report = JSON.parse(await readFile(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
      numRuntimeErrorTestSuites: number;
    };
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  };
}

/** Counts from Playwright's JSON reporter. A test that passed only on a second try has failed. */
export function fromPlaywright(file: string): () => Promise<Counts> {
  return async () => {
    const { stats } = JSON.parse(await readFile(file, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    };
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  };
}

/** Prints a row per suite and, as the last line, the sum. Sets the exit code. */
export function report(results: readonly SuiteResult[]): void {
  const sum = (key: keyof Counts): number => results.reduce((total, result) => total + result[key], 0);
  console.log('');
  for (const { name, passed, failed, skipped, seconds, reason } of results) {
    const note = reason === undefined ? '' : `  skipped: ${reason}`;
    console.log(
      `${failed === 0 ? '✓' : '✗'} ${name.padEnd(28)} ${passed} passed, ${failed} failed, ${skipped} skipped  ${seconds.toFixed(1)} s${note}`,
    );
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0 || sum('passed') === 0) process.exitCode = 1;
}
