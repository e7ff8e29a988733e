import { createRequire } from 'node:module';
import { join } from 'node:path';

import { jest } from './jest.ts';
import { fromJest, fromPlaywright, type Suite } from './suite.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache');
/** Where jest and Playwright write what was counted. */
export const reports = join(cache, 'test-reports');
const integrationReport = join(reports, 'jest-integration.json');
const unitReport = join(reports, 'jest-unit.json');
const journeyReport = join(reports, 'journeys.json');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

/** TypeScript 7 checks types in a quarter of the time, but has no API, so that Angular and the linter use TypeScript 6. */
const compiler = createRequire(join(root, 'packages/type-check/package.json')).resolve('typescript/package.json');
const tsc = [process.execPath, join(compiler, '../bin/tsc')] as const;

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
      command: [...tsc, '-p', `tsconfig.${name}.json`, '--incremental', '--tsBuildInfoFile', notes],
    };
  }),
];

/** The jest projects whose specs start no server, and those whose specs do. */
const unitProjects = ['contract', 'checksum', 'template', 'backend', 'frontend', 'bench'];
const integrationProjects = ['stand-ins', 'local', 'scripts', 'tests'];

const lint: Suite = { name: 'lint', command: [bin('eslint'), '--max-warnings=0', '.'] };

const format: Suite = {
  name: 'format',
  command: [
    bin('prettier'),
    ...['--check', '--log-level=warn'],
    // A file whose content has not changed since it was last found well formatted is not read again.
    ...['--cache', '--cache-strategy=content', '.'],
  ],
};

const unit: Suite = {
  name: 'unit',
  command: [...jest(unitProjects), '--json', `--outputFile=${unitReport}`, '--silent'],
  count: fromJest(unitReport),
};

const journeys: Suite = {
  name: 'journeys',
  command: [bin('playwright'), 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport },
  count: fromPlaywright(journeyReport),
};

const integrationOptions = ['--json', `--outputFile=${integrationReport}`, '--silent'];

const integration: Suite = {
  name: 'integration',
  command: [...jest(integrationProjects), ...integrationOptions],
  // The journeys beside it fill more than a core, and wait for clocks.
  commandBeside: [...jest(integrationProjects, '50%'), ...integrationOptions],
  count: fromJest(integrationReport),
};

const generated: readonly Suite[] = [
  { name: 'the checksum kernel is current', command: [process.execPath, 'packages/checksum/wasm.ts', '--check'] },
  { name: 'parameters.md is current', command: [process.execPath, 'scripts/parameters/parameters.ts', '--check'] },
  { name: 'licences.md is current', command: [process.execPath, 'scripts/packages/licences.ts', '--check'] },
  { name: 'openapi.yaml is current', command: [process.execPath, 'packages/contract/openapi.ts', '--check'] },
];

const unused: Suite = { name: 'unused and undeclared', command: [bin('knip'), '--no-progress'] };

/**
 * Every suite of `npm test`. They run two at a time, the longest first, so that two cores are busy until the end: the journeys
 * wait for half of their time, for pages and for clocks, so that the integration fits beside them.
 */
export const suites: readonly Suite[] = [journeys, integration, unit, lint, ...types, format, ...generated, unused];

const namesOf = (list: readonly Suite[]): readonly string[] => list.map(({ name }) => name);

/** What may stand behind `npm test --`, and the names of the suites that it runs. */
export const suiteNames: Readonly<Record<string, readonly string[]>> = {
  all: namesOf(suites),
  quick: namesOf([lint, format, ...types, unit]),
  format: namesOf([format]),
  types: namesOf(types),
  lint: namesOf([lint]),
  unused: namesOf([unused]),
  generated: namesOf(generated),
  unit: namesOf([unit]),
  integration: namesOf([integration]),
  journeys: namesOf([journeys]),
};
