/** What is known of a range of keys from the last page that was listed of it. All texts are keys below one prefix. */
export interface KnownRange {
  /** First and last key of the page. */
  readonly first: string;
  readonly last: string;
  /** First key after the range; `undefined` where the range has no end. */
  readonly end: string | undefined;
}

/**
 * Guesses a key that divides what is left of a range, so that both parts can be listed at the same time. Returns `undefined`
 * when the rest is too small to divide.
 *
 * Keys are a tree of characters. The page was in one branch: its keys share `deep` characters. The whole range shares `shallow`
 * characters. A branch half way between the two is left behind, so that a wrong guess costs one empty page and halves the levels
 * that are left, however long the names are.
 */
export function splitPoint({ first, last, end }: KnownRange): string | undefined {
  const [path, bound] = [codePointsOf(last), codePointsOf(end ?? '')];
  const shallow = commonLength(path, bound);
  const deep = Math.max(shallow, commonLength(codePointsOf(first), path));
  for (const level of levelsToTry(path, shallow, Math.min(deep, path.length - 1))) {
    const character = characterAfter(path[level], level === shallow ? bound[level] : undefined);
    if (character !== undefined) return String.fromCodePoint(...path.slice(0, level), character);
  }
  return undefined;
}

const slash = 0x2f;

/** Returns the levels between two, those of outer folders first: what is in one folder may be a single page. */
function levelsToTry(path: readonly number[], shallow: number, deep: number): readonly number[] {
  if (shallow > deep) return [];
  const found = path.indexOf(slash, shallow);
  const end = found === -1 ? deep : Math.min(found, deep);
  const middle = Math.floor((shallow + end) / 2);
  return [...downwards(middle, shallow), ...downwards(end, middle + 1), ...levelsToTry(path, end + 1, deep)];
}

const codePointsOf = (text: string): readonly number[] =>
  Array.from(text, (character) => character.codePointAt(0) ?? 0);

function commonLength(one: readonly number[], other: readonly number[]): number {
  const different = one.findIndex((character, index) => character !== other[index]);
  return different === -1 ? one.length : different;
}

function downwards(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);
}

/** The characters that most names consist of, in the order of their code points. */
const usual = Array.from(
  ' -.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
  (character) => character.codePointAt(0) ?? 0,
);
const usualEnds = ['9', 'Z', 'z'].map((character) => character.charCodeAt(0) + 1);
const usualBegins = ['0', 'A', 'a'].map((character) => character.charCodeAt(0));

/** Returns a character after `at` and before `before`; without `before`, the one after all that are like `at`. */
function characterAfter(at: number | undefined, before: number | undefined): number | undefined {
  if (at === undefined) return undefined;
  if (before === undefined) return listable(endOfKind(at));
  const between = usual.filter((character) => character > at && character < before);
  const middle = between[between.length >> 1] ?? listable(at + ((before - at) >> 1));
  return middle !== undefined && middle > at && middle < before ? middle : undefined;
}

/** Returns the first character after the digits, the capitals, the small letters or the block of 256 that `at` is of. */
function endOfKind(at: number): number {
  const kind = usualEnds.findIndex((end, index) => at < end && at >= (usualBegins[index] ?? 0));
  return usualEnds[kind] ?? (at < 0x80 ? at + 1 : (at | 0xff) + 1);
}

/** Returns the character, or the next one that a key and the XML of S3 can hold. */
function listable(character: number): number | undefined {
  if (character < 0x20) return 0x20;
  if (character >= 0xd800 && character <= 0xdfff) return 0xe000;
  if (character === 0xfffe || character === 0xffff) return 0x10000;
  return character <= 0x10ffff ? character : undefined;
}
