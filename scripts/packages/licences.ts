/**
 * Writes docs/licences.md from package-lock.json; with `--check` it only says whether that page is current.
 *   node scripts/packages/licences.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { licencesPage } from './licences-page.ts';
import { readLockFile } from './lock-file.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs/licences.md');
const page = licencesPage(readLockFile(root));

if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/licences.md is not what package-lock.json says: run `npm run licences`.');
  process.exitCode = 1;
}
