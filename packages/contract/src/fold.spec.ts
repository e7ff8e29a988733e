import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import { anyCharacter } from '../testing/any-character.ts';
import { compareNames, foldForSearch, nameMatcher, searchWords } from './fold.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('foldForSearch', () => {
  it.each([
    ['crete', 'Crète'],
    ['crete', 'Cre\u0300te'],
    ['invoice', 'INVOICE'],
    ['istanbul', 'İstanbul'],
    ['istanbul', 'ISTANBUL'],
    ['istanbul', 'ıstanbul'],
    ['İSTANBUL', 'istanbul'],
    ['strasse', 'Straße'],
    ['strasse', 'STRAẞE'],
    ['office', 'oﬃce'],
    ['aesop', 'Æsop'],
    ['oeuvre', 'Œuvre'],
    ['orsted', 'Ørsted'],
    ['lodz', 'Łódź'],
    ['da nang', 'Đà Nẵng'],
    ['οδος', 'ΟΔΟΣ'],
    ['οδοσ', 'ὁδός'],
    ['елка', 'Ёлка'],
    ['\u05e9\u05dc\u05d5\u05dd', '\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd'],
    ['\u0645\u062d\u0645\u062f', '\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f'],
    ['abc 123', 'ＡＢＣ\u3000１２３'],
    ['10.30 am', '10.30\u202fAM'],
    ['\u2764', '\u2764\ufe0f'],
    ['softhyphen', 'soft\u00adhyphen'],
    ['ガ', 'ｶﾞ'],
  ])('finds %j in %j', (searched, name) => {
    expect(foldForSearch(name)).toBe(foldForSearch(searched));
  });

  it.each([
    ['vowel signs of Devanagari', 'कि', 'कु'],
    ['a virama of Devanagari', 'क्', 'क'],
    ['vowels of Thai', 'กิ', 'กุ'],
    ['voicing marks of Japanese', 'が', 'か'],
    ['letters', 'a', 'b'],
  ])('keeps %s apart', (_, one, other) => {
    expect(foldForSearch(one)).not.toBe(foldForSearch(other));
  });

  it('asks no function that depends on the language of the browser', () => {
    jest.spyOn(String.prototype, 'toLocaleLowerCase').mockReturnValue('ınvoıce');
    jest.spyOn(String.prototype, 'toLocaleUpperCase').mockReturnValue('İNVOİCE');
    expect(foldForSearch('INVOICE')).toBe('invoice');
    expect(foldForSearch('invoice')).toBe('invoice');
  });

  it('gives every spelling of a text the same form, and what is folded stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const folded = foldForSearch(text);
        expect(foldForSearch(text.normalize('NFC'))).toBe(folded);
        expect(foldForSearch(text.normalize('NFD'))).toBe(folded);
        expect(foldForSearch(folded)).toBe(folded);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('nameMatcher', () => {
  it.each([
    ['q3 report', 'Report of Q3.pdf', true],
    ['  q3\u3000REPORT ', 'Report of Q3.pdf', true],
    ['q3 reports', 'Report of Q3.pdf', false],
    ['か', 'がか.txt', true],
    ['か', 'が.txt', false],
    ['が', 'か\u3099.txt', true],
    ['한', '한국.txt', true],
    ['', 'a', false],
    [' \u200b ', 'a', false],
  ])('by %j: is %j found? %j', (text, name, isFound) => {
    expect(nameMatcher(text)(name)).toBe(isFound);
  });

  it('finds every name by its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (name) => {
        expect(nameMatcher(name)(name)).toBe(searchWords(name).length > 0);
      }),
    );
  });
});

describe('compareNames', () => {
  it('sorts numbers by their value, without case and accents', () => {
    const names = ['file 10', 'File 2', 'éclair', 'Zoo', 'apple', 'eclipse', 'ähre', 'İz', 'ice'];
    expect(names.toSorted(compareNames)).toEqual([
      ...['ähre', 'apple', 'éclair', 'eclipse', 'File 2', 'file 10', 'ice', 'İz', 'Zoo'],
    ]);
  });

  it('never takes different names for equal, so that every start gives the same order', () => {
    const alike = ['a', 'A', 'á', 'a\u0301', '01', '1', '\u0001', 'a\u200b'];
    expect(alike.toReversed().toSorted(compareNames)).toEqual(alike.toSorted(compareNames));
    fc.assert(
      fc.property(fc.constantFrom(...alike), fc.constantFrom(...alike), (one, other) => {
        expect(compareNames(one, other) === 0).toBe(one === other);
        expect(Math.sign(compareNames(one, other))).toBe(-Math.sign(compareNames(other, one)) + 0);
      }),
    );
  });
});
