/**
 * `npm run test:aws`: runs what needs the SAM CLI, Docker and an emulated AWS, without an AWS account or credentials.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fromChecks, leaveCountsIn } from './checks.ts';
import { missing } from './requirements.ts';
import { report, runSuite, type Suite, type SuiteResult } from '../suite.ts';

const root = join(import.meta.dirname, '../..');
const scratch = await mkdtemp(join(tmpdir(), 'airlock-test-aws-'));
const build = join(scratch, 'build');

/** A suite that runs a program of named checks in tests/aws. */
const program = (name: string, file: string, ...args: string[]): Suite => ({
  name,
  command: [process.execPath, join(root, 'tests/aws', file), ...args],
  env: leaveCountsIn(join(scratch, `${file}.json`)),
  count: fromChecks(join(scratch, `${file}.json`)),
});

const suites: readonly Suite[] = [
  { name: 'sam validate --lint', command: ['sam', 'validate', '--lint'], unavailable: await missing('sam') },
  { ...program('cfn-lint', 'cfn-lint.ts'), unavailable: await missing('sam', 'cfn-lint') },
  { ...program('transformed template', 'transformed.ts'), unavailable: await missing('sam') },
  { ...program('checkov', 'checkov.ts'), unavailable: await missing('checkov') },
  {
    name: 'sam build',
    command: ['sam', 'build', '--build-dir', build, '--cache-dir', join(scratch, 'cache')],
    unavailable: await missing('sam'),
  },
  { ...program('sam local invoke', 'local-invoke.ts', build), unavailable: await missing('sam', 'docker') },
  { ...program('sam local start-api', 'local-start-api.ts', build), unavailable: await missing('sam', 'docker') },
  { ...program('npm run deploy', 'emulated-deploy.ts'), unavailable: await missing('sam', 'ministack') },
];

const only = process.argv.slice(2);
const results: SuiteResult[] = [];
for (const suite of suites) {
  const isChosen = only.length === 0 || suite.name === 'sam build' || only.includes(suite.name);
  if (isChosen) results.push(await runSuite({ cwd: root, ...suite, env: { SAM_CLI_TELEMETRY: '0', ...suite.env } }));
}
await rm(scratch, { recursive: true });
report(results);
