import { join } from 'node:path';

import { jest } from './jest.ts';
import { fromJest, fromPlaywright, type Suite } from './suite.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache');
/** Where jest and Playwright write what was counted. */
export const reports = join(cache, 'test-reports');
const jestReport = join(reports, 'jest.json');
const quickReport = join(reports, 'jest-quick.json');
const journeyReport = join(reports, 'journeys.json');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/**
 * The folders whose compiler options are the same are one program, for each program reads the types of the AWS SDK anew. The app
 * is checked by the Angular compiler, with its templates.
 */
const types: readonly Suite[] = [
  { name: 'types: frontend', command: [bin('ngc'), '-p', 'frontend/tsconfig.json', '--noEmit'] },
  ...['tools', 'node'].map((name): Suite => {
    // The compiler notes what it has checked, so that the next run checks only what a change can reach.
    const notes = join(cache, 'types', `${name}.tsbuildinfo`);
    return {
      name: `types: ${name}`,
      command: [bin('tsc'), '-p', `tsconfig.${name}.json`, '--incremental', '--tsBuildInfoFile', notes],
    };
  }),
];

/** The jest projects whose specs start no server; those of `stand-ins`, `local`, `scripts` and `tests` do. */
const quickProjects = ['contract', 'checksum', 'template', 'backend', 'frontend', 'bench'];

/** What a compiler or checker does on one core; the longest comes first, so that two cores end together. */
const oneCore: readonly Suite[] = [
  { name: 'lint', command: [bin('eslint'), '--max-warnings=0', '.'] },
  {
    name: 'format',
    command: [
      bin('prettier'),
      ...['--check', '--log-level=warn'],
      // A file whose content has not changed since it was last found well formatted is not read again.
      ...['--cache', '--cache-strategy=content', '.'],
    ],
  },
  ...types,
  { name: 'unused and undeclared', command: [bin('knip'), '--no-progress'] },
  { name: 'the checksum kernel is current', command: [process.execPath, 'packages/checksum/wasm.ts', '--check'] },
  { name: 'openapi.yaml is current', command: [process.execPath, 'packages/contract/openapi.ts', '--check'] },
];

const quickUnit: Suite = {
  name: 'unit',
  command: [...jest(...quickProjects), '--json', `--outputFile=${quickReport}`, '--silent'],
  count: fromJest(quickReport),
};

const wide: readonly Suite[] = [
  {
    name: 'unit and integration',
    command: [...jest(), '--json', `--outputFile=${jestReport}`, '--silent'],
    count: fromJest(jestReport),
  },
  {
    name: 'journeys',
    command: [bin('playwright'), 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport },
    count: fromPlaywright(journeyReport),
  },
];

/** Every suite of `npm test`, in the order in which a failure is cheapest. */
export const suites: readonly Suite[] = [
  ...oneCore.map((suite): Suite => ({ ...suite, usesOneCore: true })),
  quickUnit,
  ...wide,
];

const namesOf = (list: readonly Suite[]): readonly string[] => list.map(({ name }) => name);

/** What may stand behind `npm test --`, and the names of the suites that it runs. */
export const suiteNames: Readonly<Record<string, readonly string[]>> = {
  all: namesOf([...oneCore, ...wide]),
  quick: ['format', ...namesOf(types), 'lint', quickUnit.name],
  format: ['format'],
  types: namesOf(types),
  lint: ['lint'],
  unused: ['unused and undeclared'],
  generated: ['the checksum kernel is current', 'openapi.yaml is current'],
  unit: [quickUnit.name],
  integration: ['unit and integration'],
  journeys: ['journeys'],
};
