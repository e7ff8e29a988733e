/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { importedNames, onlyExports } from './only-exports.ts';

describe('onlyExports', () => {
  const library = `
    import { Base, other } from 'library';
    import * as all from './all.mjs';
    const size = 24, unused = 1;
    function half() { return size / 2; }
    class Wanted extends Base { side = half(); }
    class Unwanted extends Base { other = all; }
    register(Unwanted);
    export { Wanted, Unwanted as Alias };
    export { default as First, default as Second } from './first.mjs';
    export { default as Third } from './third.mjs';
  `;
  const lines = (...names: string[]): string[] => onlyExports(library, new Set(names)).split('\n');

  it('keeps what the export needs, directly or not', () => {
    expect(lines('Wanted')).toEqual([
      "import { Base, other } from 'library';",
      'const size = 24, unused = 1;',
      'function half() { return size / 2; }',
      'class Wanted extends Base { side = half(); }',
      'export { Wanted };',
    ]);
  });

  it('keeps the other name of an export', () => {
    expect(lines('Alias')).toContain('export { Unwanted as Alias };');
    expect(lines('Alias')).toContain("import * as all from './all.mjs';");
  });

  it('keeps one name of a module that is passed on, and no other module', () => {
    expect(lines('Second')).toEqual(["export { default as Second } from './first.mjs';"]);
  });

  it('leaves a name out that the module does not export', () => {
    expect(lines('Missing')).toEqual(['']);
  });
});

it('importedNames finds the names that a module takes from one package', () => {
  const source = `import { A, type B, C as D } from 'one'; import { E } from 'two'; import * as f from 'one';`;
  expect(importedNames(source, 'one')).toEqual(new Set(['A', 'B', 'C']));
});
