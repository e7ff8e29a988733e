/** Runs checkov on the template. exclusions.json lists the findings that are accepted. */
import { join } from 'node:path';

import * as v from 'valibot';

import { Checks } from './checks.ts';
import { checkFindings } from './exclusions.ts';
import { runProgram } from './programs.ts';

const root = join(import.meta.dirname, '../..');
const finding = v.object({ check_id: v.string(), check_name: v.string(), resource: v.string() });
const report = v.object({
  results: v.object({ failed_checks: v.array(finding) }),
  summary: v.object({ passed: v.number() }),
});

const checks = new Checks();
const found = await checks.run('checkov reads the template', async () => {
  const command = ['checkov', '--skip-download', '--compact', '--quiet', '-o', 'json', '-f', 'template.yaml'] as const;
  const { stdout, stderr } = await runProgram(command, { cwd: root });
  if (!stdout.startsWith('{')) throw new Error(`No report: ${stdout}${stderr}`);
  const { results, summary } = v.parse(report, JSON.parse(stdout));
  if (summary.passed === 0)
    throw new Error('checkov checked nothing: compare its command line with the installed version.');
  return results.failed_checks.map(({ check_id: rule, check_name: text, resource }) => ({
    ...{ rule, text, resource: resource.split('.').at(-1) ?? '' },
  }));
});
if (found !== undefined) await checkFindings(checks, 'checkov', found);
await checks.finish();
