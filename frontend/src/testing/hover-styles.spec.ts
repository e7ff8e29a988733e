/** @jest-environment node */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const app = join(import.meta.dirname, '..');
const styled = globSync(['**/*.scss', '**/*.ts'], { cwd: app }).filter((file) => !file.endsWith('.spec.ts'));
/** A row under the mouse, which a script looks for: no style. */
const selectors = /`[^`]*:hover`/g;

/** Returns the rules with `:hover` that are not inside `@media (hover: hover)`. */
function unguarded(source: string): string[] {
  const around: string[] = [];
  const found: string[] = [];
  for (const [, head = '', brace] of source.matchAll(/([^{};]*)([{};])/g)) {
    if (brace === '}') around.pop();
    if (brace !== '{') continue;
    if (head.includes(':hover') && !around.some((it) => it.includes('(hover: hover)'))) found.push(head.trim());
    around.push(head);
  }
  return found;
}

describe('styles for hovering', () => {
  it('are found out by this spec', () => {
    expect(unguarded('.a { .b:hover { color: red } } @media (hover: hover) { .c:hover { color: red; } }')).toEqual([
      '.b:hover',
    ]);
  });

  it.each(styled)('are only for pointers that hover: %s', (file) => {
    expect(unguarded(readFileSync(join(app, file), 'utf8').replace(selectors, '``'))).toEqual([]);
  });
});
