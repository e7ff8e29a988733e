const plural = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en');

/** Formats a number with its noun: `1 file`, `2,000 files`. */
export const count = (n: number, one: string, other: string): string =>
  `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`;

export const files = (n: number): string => count(n, 'file', 'files');
