/**
 * `npm run test:browsers`: journeys in the Firefox of this machine, and a smoke test in WebKitGTK. What is not installed
 * is skipped with the reason, and fails in CI. Last line: `N passed, N failed`.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { buildApp } from '../../local/builds.ts';
import { fromPlaywright, report, runSuites, type Counts, type Suite } from '../suite.ts';
import { firefoxPath, webKitPrograms } from './installed.ts';
import { leftOut } from './not-in-firefox.ts';

const root = join(import.meta.dirname, '../..');
const reports = join(root, 'node_modules/.cache/browser-reports');
const firefoxReport = join(reports, 'firefox.json');
const webKitReport = join(reports, 'webkit.json');
const webKit = webKitPrograms();

const firefox: Suite = {
  name: 'firefox',
  command: [
    join(root, 'node_modules/.bin/playwright'),
    ...['test', '--config', 'tests/browsers/playwright.config.ts', '--reporter=list,json', ...process.argv.slice(2)],
  ],
  env: {
    NODE_OPTIONS: `--require ${join(import.meta.dirname, 'media-features.cjs')}`,
    PLAYWRIGHT_JSON_OUTPUT_NAME: firefoxReport,
  },
  unavailable: firefoxPath() === undefined ? 'Install firefox-esr, or set FIREFOX_PATH.' : undefined,
  count: fromPlaywright(firefoxReport),
};

const webKitGtk: Suite = {
  name: 'webkit',
  command: [
    webKit?.screen ?? 'xvfb-run',
    ...['-a', '-s', '-screen 0 1400x1000x24', process.execPath, 'tests/browsers/webkit-smoke.ts', webKitReport],
  ],
  unavailable: webKit === undefined ? 'Install webkit2gtk-driver and xvfb.' : undefined,
  count: async () => JSON.parse(await readFile(webKitReport, 'utf8')) as Counts,
};

await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
await buildApp(root, console.log);
for (const { title, why } of leftOut) console.log(`not in Firefox: ${title}: ${why}`);
report(await runSuites([firefox, webKitGtk].map((suite) => ({ cwd: root, ...suite }))));
