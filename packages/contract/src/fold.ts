/** Alphabets of which people leave out the accents, points and breathings when they search. */
const marked = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{Mn}+/gu;

/** Characters that nobody sees or types: joiners, variation selectors, soft hyphens, marks of direction. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters that Unicode does not take apart, though people type them as others. All are in lower case. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't' },
  // Turkish has an i without a dot; the capital of both may be I.
  ı: 'i',
  // A sigma looks different at the end of a word.
  ς: 'σ',
};
const special = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** Text that only has to become lower case: most names are ASCII, and a search compares hundreds of thousands. */
const plain = /^[\0-\x7f]*$/;

/**
 * Returns the text in the form in which names are searched: "crete" is found in "Crète", and "istanbul" in "İSTANBUL". It is
 * the same whatever the language of the browser is. Marks stay where they are letters of their own, as the vowel signs of
 * Indic scripts and the voicing marks of Japanese are.
 */
export function foldForSearch(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return (
    text
      .replace(invisible, '')
      // KD also takes ligatures, letters of full width and spaces of other widths apart.
      .normalize('NFKD')
      .replace(marked, '$1')
      // Not toLocaleLowerCase: under tr-TR it makes "ınvoıce" of "INVOICE".
      .toLowerCase()
      .replace(special, (letter) => plainLetters[letter] ?? letter)
  );
}

/** Returns the words of a text that is searched for, folded. A name is found when it contains each of them. */
export function searchWords(text: string): readonly string[] {
  return foldForSearch(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/**
 * Returns the test whether a name contains every word of the text, in whatever order. Both are compared by `foldForSearch`. A
 * text without a word is in no name.
 */
export function nameMatcher(text: string): (name: string) => boolean {
  const words = searchWords(text);
  if (words.length === 0) return () => false;
  return (name) => {
    const folded = foldForSearch(name);
    return words.every((word) => holds(folded, word));
  };
}

/** Marks of Japanese that make another letter of the one before: \u304b is not in \u304c. */
const voicing: ReadonlySet<string | undefined> = new Set(['\u3099', '\u309a']);

function holds(name: string, word: string): boolean {
  for (let at = name.indexOf(word); at !== -1; at = name.indexOf(word, at + 1)) {
    if (!voicing.has(name[at + word.length])) return true;
  }
  return false;
}

/** A fixed language, so that a list has the same order in every browser. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Compares two names for `sort`, as file managers do: without case and accents, and numbers by their value. Names that
 * differ in nothing else are in the order of their code units, so that different names never compare as equal.
 */
export function compareNames(one: string, other: string): number {
  const order = collator.compare(one, other);
  if (order !== 0) return order;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
