import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (?:V|API)\d/.test(line));
const named = rows.map((row) => /`([\w./-]+\.(?:spec|e2e)\.ts)`: (.+) \|$/.exec(row)?.slice(1) ?? [row, '']);

describe('docs/security.md', () => {
  it('has a row for each chapter that it promises', () => {
    for (const chapter of ['V3', 'V4', 'V5', 'V8', 'V9', 'V14', 'V16']) {
      expect(rows.some((row) => row.startsWith(`| ${chapter}.`))).toBe(true);
    }
  });

  it.each(named)('%s has the test "%s"', (file, title) => {
    const source = readFileSync(join(root, file), 'utf8');
    expect(title).not.toBe('');
    expect(source).toContain(title);
  });
});
