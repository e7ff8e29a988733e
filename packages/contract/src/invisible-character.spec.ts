import { describe, expect, it } from '@jest/globals';

import { invisibleCharacter } from './invisible-character.ts';

describe('invisibleCharacter', () => {
  it.each([
    ['a family', '👨\u200d👩\u200d👧\u200d👦.png'],
    ['a profession with a skin colour', '👨🏽\u200d⚕\ufe0f'],
    ['a flag of two signs', '🏳\ufe0f\u200d🌈'],
    ['a flag that an old telephone wrote', '🏳\u200d🌈'],
    ['a direction', '🏃\u200d➡\ufe0f'],
    ['a coloured heart', '❤\ufe0f'],
    ['a plain telephone', '☎\ufe0e'],
    ['a key', '1\ufe0f\u20e3 and #\ufe0f\u20e3'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a Persian word', 'می\u200cخواهم.pdf'],
    ['a Persian word with vowel signs', 'مِی\u200cخواهم'],
    ['a Persian ending after a number', '۲۰\u200cمتری and 20\u200cمتری'],
    ['a Persian ending after a foreign word', 'PDF\u200cها.zip'],
    ['a Persian abbreviation', 'ه\u200d.ش'],
    ['Hindi without a ligature', 'क्\u200cष'],
    ['Hindi with half a letter', 'क्\u200dष'],
    ['a Sinhala ligature', 'ශ්\u200dරී'],
    ['a Malayalam letter at the end of a word', 'ന്\u200d'],
    ['a form of a Japanese character', '葛\u{e0100}城'],
    ['a form of a Mongolian letter', 'ᠠ\u180b'],
    ['the narrow space in names of screenshots', 'Screenshot 3.45\u202fPM.png'],
    ['no such character', 'reports/2026/q3 Übersicht.pdf'],
  ])('lets %s be', (_what, name) => {
    expect(invisibleCharacter(name)).toBeUndefined();
  });

  it.each([
    ['a word joiner', 'a\u2060b', 'U+2060'],
    ['a soft hyphen', 'a\u00adb', 'U+00AD'],
    ['a Hangul filler', '\u3164', 'U+3164'],
    ['an old Hangul filler', '\u115f', 'U+115F'],
    ['a half-width filler', '\uffa0', 'U+FFA0'],
    ['a grapheme joiner', 'a\u034fb', 'U+034F'],
    ['a zero width space', 'a\u200bb', 'U+200B'],
    ['a direction', 'a\u202eb', 'U+202E'],
    ['an invisible times', '2\u2062x', 'U+2062'],
    ['a mark of bytes', '\ufeffa', 'U+FEFF'],
    ['a line separator', 'a\u2028b', 'U+2028'],
    ['a null', 'a\u0000b', 'U+0000'],
    ['a control of Latin-1', 'a\u0085b', 'U+0085'],
    ['the blank of Braille', 'a\u2800b', 'U+2800'],
    ['a mark of an annotation', 'a\ufff9b', 'U+FFF9'],
    ['a control of music', 'a\u{1d173}b', 'U+1D173'],
    ['a tag', 'a\u{e0061}', 'U+E0061'],
    ['tags that are no flag', '🏴\u{e0061}\u{e0062}\u{e007f}', 'U+E0061'],
    ['a joiner between Latin letters', 'a\u200db', 'U+200D'],
    ['a non-joiner between Latin letters', 'a\u200cb', 'U+200C'],
    ['a non-joiner between digits', '2\u200c0', 'U+200C'],
    ['a joiner between Cyrillic letters', 'а\u200dб', 'U+200D'],
    ['a joiner after an emoji', '😀\u200d.png', 'U+200D'],
    ['a joiner before an emoji', '\u200d😀', 'U+200D'],
    ['two joiners', 'ه\u200d\u200d', 'U+200D'],
    ['a non-joiner at the end of a word', 'می\u200c.pdf', 'U+200C'],
    ['two non-joiners', 'می\u200c\u200cخ', 'U+200C'],
    ['a variation of a Latin letter', 'a\ufe0f', 'U+FE0F'],
    ['a variation of a digit that is no key', '1\ufe0f', 'U+FE0F'],
    ['two variations', '❤\ufe0f\ufe0f', 'U+FE0F'],
    ['two forms of a character', '葛\u{e0100}\u{e0101}', 'U+E0101'],
    ['a Mongolian form of a Latin letter', 'a\u180b', 'U+180B'],
  ])('names %s', (_what, name, character) => {
    expect(invisibleCharacter(name)).toBe(character);
  });
});
