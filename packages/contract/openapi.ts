/**
 * Writes docs/openapi.yaml from the schemas; with `--check` it only says whether that file is current.
 *   node packages/contract/openapi.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { stringify } from 'yaml';

import { openApiDocument } from './openapi/document.ts';

const file = new URL('../../docs/openapi.yaml', import.meta.url);
const text = `# Generated from packages/contract by \`npm run openapi\`: do not edit.\n${stringify(openApiDocument(), { lineWidth: 110, aliasDuplicateObjects: false })}`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readOrEmpty() !== text) {
  console.error('docs/openapi.yaml is not what the schemas say: run `npm run openapi`.');
  process.exitCode = 1;
}

function readOrEmpty(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
