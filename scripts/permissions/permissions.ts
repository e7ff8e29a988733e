/**
 * Prints what each function may do in S3, and writes it into docs/permissions.md; with `--check` it only says whether
 * that page is current.
 *   node scripts/permissions/permissions.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';

import { permissionsPage } from './permissions-page.ts';
import { allowedActions, permissionsTable, s3Actions } from './permissions-table.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs/permissions.md');
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };

const template = readTemplate(join(root, 'template.yaml'), place);
const files = permissionsTable(await allowedActions(template));
const state = permissionsTable(await allowedActions(template, 'StateBucket'));
const page = permissionsPage({ files, state, asked: (await s3Actions()).length });
console.log(`${files}\n\n${state}`);
if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/permissions.md is not what the roles allow: run `npm run permissions`.');
  process.exitCode = 1;
}
