/**
 * `npm run test:mutants:code` takes each rule that protects somebody out of the code and expects the named tests to
 * fail. It also expects that every test of the attack suites and of docs/security.md can fail. With arguments it runs
 * only the mutants whose name, file or spec contains one of these texts, for work on them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseTemplate } from '@airlock/template';
import * as v from 'valibot';

import { bundleAll } from '../../../backend/bundle.mjs';
import { coverage } from './coverage.ts';
import { mutants } from './index.ts';
import type { Mutant } from './mutant.ts';
import { outcomeOf, results, type Outcome, type Result } from './outcome.ts';

const root = join(import.meta.dirname, '../../..');

for (const { file, from, to, name } of mutants) {
  const found = readFileSync(join(root, file), 'utf8').split(from).length - 1;
  if (found !== 1 || from === to) throw new Error(`"${name}": its text stands ${found} times in ${file}, not once.`);
}
if (new Set(mutants.map(({ name }) => name)).size < mutants.length) throw new Error('Two mutants have one name.');

const wanted = process.argv.slice(2);
const chosen = mutants.filter(
  ({ name, file, caughtBy }) => wanted.length === 0 || wanted.some((it) => `${name} ${file} ${caughtBy}`.includes(it)),
);
if (chosen.length === 0) throw new Error(`No mutant has "${wanted.join('" or "')}" in its name, file or spec.`);
const byName = new Map((await runAll(chosen)).map((result) => [result.mutant, result]));
const outcomes = chosen.map((mutant) => outcomeOf(mutant, byName.get(mutant.name)));
const rows = [
  ...outcomes.map((outcome) => ({ text: textOf(outcome), problem: outcome.problem })),
  ...(wanted.length === 0 ? coverage(root, outcomes) : []),
];
for (const { text, problem } of rows) console.log(problem === undefined ? `✓ ${text}` : `✗ ${text}: ${problem}`);
const failed = rows.filter(({ problem }) => problem !== undefined).length;
console.log(`${chosen.length} mutants, ${outcomes.filter(({ problem }) => problem === undefined).length} caught`);
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runAll(some: readonly Mutant[]): Promise<readonly Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-mutants-'));
  const report = join(folder, 'report.json');
  const bundles = join(folder, 'bundles');
  const jest = [join(root, 'node_modules/.bin/jest'), '--config', join(import.meta.dirname, 'jest.config.mjs')];
  const selected = some.length < mutants.length ? ['--selectProjects', ...some.map(({ name }) => name)] : [];
  try {
    await bundleAll(functionIds(), bundles);
    spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest, '--silent', ...selected], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, MUTANT_REPORT: report, MUTANT_BUNDLES: bundles },
    });
    return v.parse(results, JSON.parse(readFileSync(report, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the logical id of each function of the template: those of the operations, and those that the user pool calls. */
function functionIds(): readonly string[] {
  const template = v.object({ Resources: v.record(v.string(), v.object({ Type: v.string() })) });
  const { Resources } = v.parse(template, parseTemplate(join(root, 'template.yaml')));
  return Object.keys(Resources).filter((id) => Resources[id]?.Type === 'AWS::Serverless::Function');
}

function textOf({ mutant: { name, caughtBy }, red, seconds }: Outcome): string {
  if (wanted.length > 0) return `${name} → ${caughtBy} (${seconds.toFixed(1)} s): ${red.join('; ')}`;
  const [first = ''] = red;
  const more = red.length > 1 ? ` and ${red.length - 1} more` : '';
  return `${name} → ${caughtBy}: ${first.slice(0, 100)}${more} (${seconds.toFixed(1)} s)`;
}
