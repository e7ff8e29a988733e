/**
 * `npm run test:large`: moves files that are large or very many in Chromium against `npm start`. `-- upload` or `-- archive`
 * runs one part; a wrong name lists the right ones. Last line: `N passed, N failed`.
 */
import { join } from 'node:path';

import { buildApp } from '../../local/builds.ts';
import { downloadArchives } from './download-archives.ts';
import { Checks, type Check } from './checks.ts';
import { uploadLarge } from './upload-large.ts';

const parts: Readonly<Record<string, (check: Check) => Promise<void>>> = {
  upload: uploadLarge,
  archive: downloadArchives,
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

await buildApp(join(import.meta.dirname, '../..'), (line) => console.error(line));
const checks = new Checks();
for (const [name, run] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) await run(checks.check);
}
if (!checks.print()) process.exitCode = 1;
