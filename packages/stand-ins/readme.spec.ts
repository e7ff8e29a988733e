/** The README names the test that proves each thing that is built. Each named test must exist. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const text = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const root = join(import.meta.dirname, '../..');
const files = ['packages', 'tests', 'local'].flatMap((folder) =>
  globSync(`${folder}/**/*.ts`, { cwd: root, exclude: ['**/node_modules'] }).map((file) => file.replaceAll('\\', '/')),
);
const testFile = /`([\w/-]+\.(?:spec|cases)\.ts)`/g;
const named = [...new Set([...text.matchAll(testFile)].map(([, name]) => name ?? ''))];

const section = (title: string): string => text.split(/^## /m).find((it) => it.startsWith(`${title}\n`)) ?? '';

/** Returns the lines of a section's first table, without its head. */
const rowsOf = (title: string): string[] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .filter((line) => !/^\| -+/.test(line));

describe('packages/stand-ins/README.md', () => {
  it.each(named)('names %s, which exists', (name) => {
    expect(files.filter((file) => file === name || basename(file) === name || file.endsWith(`/${name}`))).not.toEqual(
      [],
    );
  });

  it.each(['S3', 'STS', 'Step Functions', 'Cognito', 'Gateway'])('names a test in each row of %s', (title) => {
    const rows = rowsOf(title);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter((row) => row.match(testFile) === null)).toEqual([]);
  });
});
