/** `npm test`: every check that needs neither Docker nor an AWS account, in the order in which a failure is cheapest. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { fromJest, fromPlaywright, report, runSuite, type Suite, type SuiteResult } from './suite.ts';

const root = join(import.meta.dirname, '..');
// Made anew, so that the report of an earlier run can never be counted.
const reports = join(root, 'node_modules/.cache/test-reports');
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const jestReport = join(reports, 'jest.json');
const journeyReport = join(reports, 'journeys.json');

const suites: readonly Suite[] = [
  { name: 'format', command: [bin('prettier'), '--check', '--log-level=warn', '.'] },
  { name: 'types: contract', command: [bin('tsc'), '-p', 'packages/contract'] },
  { name: 'types: checksum', command: [bin('tsc'), '-p', 'packages/checksum'] },
  { name: 'types: template', command: [bin('tsc'), '-p', 'packages/template'] },
  { name: 'types: stand-ins', command: [bin('tsc'), '-p', 'packages/stand-ins'] },
  { name: 'types: backend', command: [bin('tsc'), '-p', 'backend'] },
  { name: 'types: local', command: [bin('tsc'), '-p', 'local'] },
  { name: 'types: scripts', command: [bin('tsc'), '-p', 'scripts'] },
  { name: 'types: tests', command: [bin('tsc'), '-p', 'tests'] },
  { name: 'types: bench', command: [bin('tsc'), '-p', 'bench'] },
  { name: 'types: frontend', command: [bin('ngc'), '-p', 'frontend/tsconfig.json', '--noEmit'] },
  { name: 'lint', command: [bin('eslint'), '--max-warnings=0', '.'] },
  { name: 'the checksum kernel is current', command: [process.execPath, 'packages/checksum/wasm.ts', '--check'] },
  { name: 'openapi.yaml is current', command: [process.execPath, 'packages/contract/openapi.ts', '--check'] },
  {
    name: 'unit and integration',
    command: [
      process.execPath,
      ...['--experimental-vm-modules', '--no-warnings', bin('jest')],
      // Both of two cores, and a new process before the modules of many suites fill the memory.
      ...['--maxWorkers=100%', '--workerIdleMemoryLimit=1GB'],
      ...['--json', `--outputFile=${jestReport}`, '--silent'],
    ],
    count: fromJest(jestReport),
  },
  {
    name: 'journeys',
    command: [bin('playwright'), 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport },
    count: fromPlaywright(journeyReport),
  },
];

const results: SuiteResult[] = [];
for (const suite of suites) results.push(await runSuite({ cwd: root, ...suite }));
report(results);
