/**
 * Characters that nobody sees: controls, line and paragraph separators, everything that Unicode lets a program leave out when
 * it draws text (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point: joiners, directions, fillers, variation
 * selectors, tags, the soft hyphen), marks of annotations, and the blank of Braille.
 */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u;

/** Letters and marks of the scripts in which a joiner changes what is read. */
const joinable = [
  ...['Arab', 'Syrc', 'Nkoo', 'Mand', 'Mong', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym'],
  ...['Sinh', 'Tibt', 'Mymr', 'Khmr', 'Java', 'Bali'],
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const letter = `(?=[\\p{L}\\p{M}])[${joinable}]`;
const afterLetter = `(?<=${letter}\\p{M}*)`;
const pictograph = '\\p{Extended_Pictographic}';

/**
 * The places where an invisible character is part of what is written. Each expects a visible character of its own kind before
 * it, so that no two stand in a row, none begins a name, and none hides between letters that do not need it.
 */
const needed = new RegExp(
  [
    // Persian and Indian words: a non-joiner between two letters, of which one may be foreign or a number, as in "PDF\u200cها";
    // a joiner also at the end ("ه\u200d").
    `(?<=[\\p{L}\\p{M}\\p{N}])\\u200c(?=${letter})`,
    `${afterLetter}\\u200c(?=[\\p{L}\\p{N}])`,
    `${afterLetter}\\u200d`,
    // Emoji that are made of several, such as a family.
    `(?<=${pictograph}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=${pictograph})`,
    // The coloured or the plain form of a sign, and the keys of a telephone.
    `(?<=${pictograph})[\\ufe0e\\ufe0f]`,
    '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
    // Forms of one Chinese or Japanese character, which names of people and places need, and of Mongolian letters.
    '(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{Script=Mongolian})[\\u180b-\\u180f]',
    // The flags of England, Scotland and Wales: a black flag and the name in tags, "gbeng", "gbsct" or "gbwls", to the last one.
    '(?<=\\u{1f3f4})\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}',
  ].join('|'),
  'gu',
);

/** Returns the first character of a name that nobody sees and that the name does not need, as `U+200B`. */
export function invisibleCharacter(name: string): string | undefined {
  // Nearly every name has none.
  if (!invisible.test(name)) return undefined;
  const [found] = invisible.exec(name.replace(needed, '')) ?? [];
  return found && `U+${found.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''}`;
}
