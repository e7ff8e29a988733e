/**
 * Runs cfn-lint, with the rules for serverless applications, on the template as it is and as the Serverless transform
 * makes it: each run finds what the other cannot see. exclusions.json lists the findings that are accepted.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseTemplate, readTemplate } from '@airlock/template';
import * as v from 'valibot';

import { importTemplate, noDistribution } from '../../scripts/adopt/import-template.ts';
import { Checks } from './checks.ts';
import { checkFindings, type Finding } from './exclusions.ts';
import { runProgram } from './programs.ts';
import { transform } from './transform.ts';

const root = join(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'airlock-lint-'));
const checks = new Checks();
const report = v.array(
  v.object({
    Rule: v.object({ Id: v.string() }),
    Message: v.string(),
    Location: v.object({ Path: v.nullable(v.array(v.union([v.string(), v.number()]))) }),
  }),
);

const raw = await checks.run('cfn-lint reads the template as it is', () => lint(join(root, 'template.yaml')));
const transformed = await checks.run('cfn-lint reads the transformed template', async () => {
  const [outcome] = await transform([parseTemplate(join(root, 'template.yaml'))]);
  if (outcome === undefined || 'error' in outcome) throw new Error(`The transform refuses it: ${outcome?.error}`);
  const file = join(folder, 'transformed.json');
  await writeFile(file, JSON.stringify(outcome.template));
  return lint(file);
});
await checks.run('cfn-lint reads the template of an import, with policies', async () => {
  const place = { stackName: 'airlock', region: 'us-east-1', accountId: '123456789012' };
  const resourceValues = { Distribution: noDistribution };
  const template = readTemplate(join(root, 'template.yaml'), { ...place, resourceValues });
  const retained = ['AWS::Cognito::UserPool', 'AWS::S3::Bucket', 'AWS::S3::BucketPolicy'].flatMap(template.ofType);
  const file = join(folder, 'import.json');
  const resources = retained.map(({ logicalId, type }) => ({ logicalId, type, identifier: {} }));
  await writeFile(file, JSON.stringify(importTemplate(template, resources)));
  const findings = await lint(file);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
});
if (raw !== undefined && transformed !== undefined) await checkFindings(checks, 'cfn-lint', [...raw, ...transformed]);
await rm(folder, { recursive: true });
await checks.finish();

async function lint(template: string): Promise<readonly Finding[]> {
  const { stdout, stderr } = await runProgram([
    ...(['cfn-lint', '-a', 'cfn_lint_serverless.rules', '-f', 'json', '-t', template] as const),
  ]);
  if (!stdout.startsWith('[')) throw new Error(`No report: ${stdout}${stderr}`);
  return v.parse(report, JSON.parse(stdout)).map(({ Rule, Message, Location }) => {
    const [section, id = ''] = (Location.Path ?? []).map(String);
    return { rule: Rule.Id, resource: section === 'Resources' ? id : (section ?? ''), text: Message };
  });
}
