import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { regressionsIn, type RegressionTest } from './regressions-page.ts';

const root = join(import.meta.dirname, '../..');
const regressions = regressionsIn(readFileSync(join(root, 'docs/regressions.md'), 'utf8'));

function exists({ file, title }: RegressionTest): boolean {
  const path = [join(root, 'frontend/src/app', file), join(root, file)].find((it) => existsSync(it));
  return path !== undefined && readFileSync(path, 'utf8').includes(title);
}

describe('docs/regressions.md', () => {
  it('names a test in each row, or says why there is none', () => {
    expect(regressions.length).toBeGreaterThan(100);
    const without = regressions.filter(({ tests, noTest, rest }) => (tests.length === 0 && !noTest) || rest !== '');
    expect(without).toEqual([]);
  });

  it('names no test that does not exist', () => {
    expect(regressions.flatMap(({ tests }) => tests.filter((test) => !exists(test)))).toEqual([]);
  });
});
