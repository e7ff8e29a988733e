/** `npm run test:mutants`: takes each rule that protects somebody out of the code, and sees a named test turn red. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as v from 'valibot';

import { mutants } from './index.ts';
import type { Mutant } from './mutant.ts';

const root = join(import.meta.dirname, '../..');
const results = v.array(v.object({ mutant: v.string(), ran: v.boolean(), red: v.array(v.string()) }));
type Result = v.InferOutput<typeof results>[number];

for (const { file, from, to, name } of mutants) {
  const found = readFileSync(join(root, file), 'utf8').split(from).length - 1;
  if (found !== 1 || from === to) throw new Error(`"${name}": its text stands ${found} times in ${file}, not once.`);
}

const byName = new Map(runAll().map((result) => [result.mutant, result]));
const problems = mutants.map((mutant) => [mutant, problemOf(byName.get(mutant.name))] as const);
for (const [mutant, problem] of problems) console.log(row(mutant, problem));
const caught = problems.filter(([, problem]) => problem === undefined).length;
console.log(`${mutants.length} mutants, ${caught} caught`);
console.log(`${caught} passed, ${mutants.length - caught} failed`);
process.exitCode = caught === mutants.length ? 0 : 1;

function runAll(): readonly Result[] {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-mutants-'));
  const report = join(folder, 'report.json');
  const jest = [join(root, 'node_modules/.bin/jest'), '--config', join(import.meta.dirname, 'jest.config.mjs')];
  try {
    spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', ...jest, '--silent'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, MUTANT_REPORT: report },
    });
    return v.parse(results, JSON.parse(readFileSync(report, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A spec that did not even start proves nothing. */
function problemOf(result: Result | undefined): string | undefined {
  if (result?.ran !== true) return 'its spec did not run';
  return result.red.length === 0 ? 'its spec stays green' : undefined;
}

function row({ name, caughtBy }: Mutant, problem: string | undefined): string {
  const red = byName.get(name)?.red[0]?.slice(0, 100) ?? '';
  return problem === undefined ? `✓ ${name} → ${caughtBy}: ${red}` : `✗ ${name} → ${caughtBy}: ${problem}`;
}
