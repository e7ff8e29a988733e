import fc from 'fast-check';

const firstSurrogate = 0xd800;
const surrogates = 0x800;

/**
 * Generates any character of Unicode, as the unit of `fc.string`. It generates the same as `unit: 'binary'`, which takes a second
 * for a table of all of them, in each spec anew.
 */
export const anyCharacter = fc.nat({ max: 0x10_ffff - surrogates }).map(
  (index) => String.fromCodePoint(index < firstSurrogate ? index : index + surrogates),
  (character) => {
    const codePoint = typeof character === 'string' ? character.codePointAt(0) : undefined;
    if (codePoint === undefined || character !== String.fromCodePoint(codePoint)) throw new Error('Not one character.');
    return codePoint < firstSurrogate ? codePoint : codePoint - surrogates;
  },
);
