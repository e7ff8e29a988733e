import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { testsNamedIn } from './security-page.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const named = testsNamedIn(page);

describe('docs/security.md', () => {
  it('has a row for each chapter that it promises', () => {
    for (const chapter of ['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V12', 'V13', 'V14', 'V15', 'V16']) {
      expect(named.some(({ row }) => row.startsWith(`| ${chapter}.`))).toBe(true);
    }
  });

  it('names a test in each row, and none that does not exist', () => {
    const exists = (spec: string, title: string): boolean => readFileSync(join(root, spec), 'utf8').includes(title);
    expect(named.filter(({ spec, title }) => title === '' || !exists(spec, title))).toEqual([]);
  });
});
