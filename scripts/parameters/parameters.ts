/**
 * Writes docs/parameters.md from template.yaml; with `--check` it only says whether that page is current.
 *   node scripts/parameters/parameters.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseTemplate } from '@airlock/template';

import { parametersPage } from './parameters-page.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs/parameters.md');
const page = parametersPage(parseTemplate(join(root, 'template.yaml')));

if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/parameters.md is not what template.yaml says: run `npm run parameters`.');
  process.exitCode = 1;
}
