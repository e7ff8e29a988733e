const plural = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en');

/** Formats a number: `2,000`. */
export const plain = (n: number): string => number.format(n);

/** Formats a number with its noun: `1 file`, `2,000 files`. */
export const count = (n: number, one: string, other: string): string =>
  `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`;

/** Formats a number that may still grow, while not all has been loaded: `2,000+ files`. */
export const countSoFar = (n: number, isAll: boolean, one: string, other: string): string =>
  isAll ? count(n, one, other) : `${number.format(n)}+ ${other}`;

export const files = (n: number): string => count(n, 'file', 'files');
