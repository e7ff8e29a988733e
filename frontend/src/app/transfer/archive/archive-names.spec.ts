/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { ArchiveNames, storableName } from './archive-names.ts';

describe('storableName', () => {
  it.each([
    ['plain.txt', 'plain.txt'],
    ['Übersicht 数.txt', 'Übersicht 数.txt'],
    ['a<b>c:d"e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
    ['back\\slash', 'back_slash'],
    ['tab\there\u007f', 'tab_here_'],
    ['ends.', 'ends_'],
    ['ends. ', 'ends__'],
    ['..', '__'],
    ['.', '_'],
    ['', '_'],
    ['.env', '.env'],
    ['CON', 'CON_'],
    ['nul.txt', 'nul_.txt'],
    ['com1.tar.gz', 'com1_.tar.gz'],
    ['nul .txt', 'nul_ .txt'],
    ['console.txt', 'console.txt'],
    ['half \ud800 pair', 'half \ufffd pair'],
  ])('%j is stored as %j', (name, stored) => {
    expect(storableName(name)).toBe(stored);
  });

  it('cuts a name that no file system takes, before its ending and between characters', () => {
    const stored = storableName(`${'ü'.repeat(200)}.tiff`);
    expect(stored).toBe(`${'ü'.repeat(117)}.tiff`);
    expect(Buffer.byteLength(storableName('👩‍👩‍👧‍👦'.repeat(40)))).toBeLessThanOrEqual(240);
    expect(storableName('👩‍👩‍👧‍👦'.repeat(40))).toBe('👩‍👩‍👧‍👦'.repeat(9));
  });

  it('leaves a name that has an end which Windows takes, and never none at all', () => {
    const oneCharacter = `a${'\u0323'.repeat(125)}`;
    expect([storableName(oneCharacter), storableName(`${oneCharacter}.txt`)]).toEqual(['_', '_.txt']);
    expect(storableName(`${'a'.repeat(239)}.${'b'.repeat(20)}`)).toBe('a'.repeat(239));
  });
});

describe('ArchiveNames', () => {
  it('names files below the folder in which the archive was asked for', () => {
    const names = new ArchiveNames();
    expect(names.ofFile('a/b/c/x.txt', 'a/')).toBe('b/c/x.txt');
    expect(names.ofFile('a/y.txt', 'a/')).toBe('y.txt');
    expect(names.ofFolder('a/b/empty/', 'a/')).toBe('b/empty/');
    expect(names.changed).toEqual([]);
  });

  it('gives each file a name of its own, also where systems see no difference', () => {
    const names = new ArchiveNames();
    expect(names.ofFile('a/x.txt', 'a/')).toBe('x.txt');
    expect(names.ofFile('b/x.txt', 'b/')).toBe('x (2).txt');
    expect(names.ofFile('b/X.TXT', 'b/')).toBe('X (3).TXT');
    expect(names.ofFile('u\u0308.txt', '')).toBe('u\u0308.txt');
    expect(names.ofFile('\u00fc.txt', '')).toBe('\u00fc (2).txt');
    expect(names.changed.map(({ path }) => path)).toEqual(['b/x.txt', 'b/X.TXT', '\u00fc.txt']);
  });

  it('goes on counting where it stopped, past names that are taken', () => {
    const names = new ArchiveNames();
    expect(names.ofFile('a/x (3)', 'a/')).toBe('x (3)');
    const given = ['b', 'c', 'd', 'e'].map((folder) => names.ofFile(`${folder}/x`, `${folder}/`));
    expect(given).toEqual(['x', 'x (2)', 'x (4)', 'x (5)']);
  });

  it('keeps a folder apart from a file, and from another folder, of its name', () => {
    const names = new ArchiveNames();
    expect(names.ofFile('x', '')).toBe('x');
    expect(names.ofFile('x/1', '')).toBe('x (2)/1');
    expect(names.ofFile('x/2', '')).toBe('x (2)/2');
    expect(names.ofFile('a/x/3', 'a/')).toBe('x (3)/3');
    expect(names.changed).toEqual([
      { path: 'x', name: 'x (2)' },
      { path: 'a/x', name: 'x (3)' },
    ]);
  });

  it('leads nowhere out of the archive, whatever the storage has', () => {
    const names = new ArchiveNames();
    expect(names.ofFile('../../etc/passwd', '')).toBe('__/__/etc/passwd');
    expect(names.ofFile('/root', '')).toBe('_/root');
    expect(names.ofFile('dbl//x', '')).toBe('dbl/_/x');
    expect(names.ofFile('C:/windows', '')).toBe('C_/windows');
  });

  it('finds a free name for a list of its own', () => {
    const names = new ArchiveNames();
    names.ofFile('_missing files.txt', '');
    expect(names.ofOwn('_missing files.txt')).toBe('_missing files (2).txt');
  });
});
