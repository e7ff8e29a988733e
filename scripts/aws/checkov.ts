/**
 * checkov on the template. A finding passes only with an entry of checkov-exclusions.json: rule, resources, reason and
 * the day by which somebody must look at it again. An entry that no longer excludes anything fails, and so does one
 * whose day has passed.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as v from 'valibot';

import { Checks } from './checks.ts';
import { runProgram } from './programs.ts';

const root = join(import.meta.dirname, '../..');
const exclusion = v.strictObject({
  rule: v.pipe(v.string(), v.regex(/^CKV2?_[A-Z]+_\d+$/)),
  resources: v.pipe(v.array(v.string()), v.minLength(1)),
  reason: v.pipe(v.string(), v.minLength(20)),
  reviewBy: v.pipe(v.string(), v.isoDate()),
});
const finding = v.object({ check_id: v.string(), check_name: v.string(), resource: v.string() });
const report = v.object({
  results: v.object({ failed_checks: v.array(finding) }),
  summary: v.object({ passed: v.number() }),
});

const exclusions = v.parse(
  v.array(exclusion),
  JSON.parse(await readFile(join(import.meta.dirname, 'checkov-exclusions.json'), 'utf8')),
);
const checks = new Checks();

const found = await checks.run('checkov reads the template', async () => {
  const command = ['checkov', '--skip-download', '--compact', '--quiet', '-o', 'json', '-f', 'template.yaml'] as const;
  const { stdout, stderr } = await runProgram(command, { cwd: root });
  if (!stdout.startsWith('{')) throw new Error(`No report: ${stdout}${stderr}`);
  const { results, summary } = v.parse(report, JSON.parse(stdout));
  if (summary.passed === 0) throw new Error('It checked nothing.');
  return results.failed_checks.map((it) => ({ ...it, resource: it.resource.split('.').at(-1) ?? '' }));
});
const findings = found ?? [];

await checks.run('every finding is excluded with a reason', () => {
  const open = findings.filter(({ check_id, resource }) => !exclusions.some((it) => covers(it, check_id, resource)));
  if (open.length > 0) throw new Error(open.map((it) => `${it.check_id} ${it.resource}: ${it.check_name}`).join('\n'));
});

for (const { rule, resources, reason, reviewBy } of exclusions) {
  await checks.run(`${rule} (review by ${reviewBy}) ${resources.join(', ')}: ${reason}`, () => {
    const stale = resources.filter((id) => !findings.some((it) => it.check_id === rule && it.resource === id));
    if (stale.length > 0) throw new Error(`Stale, remove it: checkov no longer reports ${stale.join(', ')}.`);
    if (reviewBy < new Date().toISOString().slice(0, 10)) throw new Error('Expired: is the reason still true?');
  });
}
await checks.finish();

function covers({ rule, resources }: v.InferOutput<typeof exclusion>, checkId: string, resource: string): boolean {
  return rule === checkId && resources.includes(resource);
}
