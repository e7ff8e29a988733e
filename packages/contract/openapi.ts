/**
 * Writes docs/openapi.yaml and the sample events from the schemas and their texts; with `--check` it only says whether
 * those files are current.
 *   node packages/contract/openapi.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { stringify } from 'yaml';

import { openApiDocument } from './openapi/document.ts';
import { sampleEvent } from './openapi/sample-event.ts';
import { operations } from './src/index.ts';

const page = stringify(openApiDocument(), { lineWidth: 110, aliasDuplicateObjects: false });
const files: readonly (readonly [name: string, text: string])[] = [
  ['docs/openapi.yaml', `# Generated from packages/contract by \`npm run openapi\`: do not edit.\n${page}`],
  ...operations.map((it) => [`events/${it.name}.json`, `${asPrettierWrites(sampleEvent(it))}\n`] as const),
];

for (const [name, text] of files) {
  const file = new URL(`../../${name}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readOrEmpty(file) !== text) {
    console.error(`${name} is not what packages/contract says: run \`npm run openapi\`.`);
    process.exitCode = 1;
  }
}

/** Lists in an event have one short text each, which Prettier keeps in one line. */
function asPrettierWrites(event: object): string {
  return JSON.stringify(event, undefined, 2).replace(/\[\n\s+("[^\n]*")\n\s+\]/g, '[$1]');
}

function readOrEmpty(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
