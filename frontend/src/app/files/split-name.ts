import { rightToLeft } from './cut-name-at.ts';

/** Returns how wide a text is in CSS pixels. */
export type MeasureText = (text: string) => number;

/** A space is looked for among this many of the last characters of a line. */
const nearEnd = 8;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Returns what of a name has room in a first line, and the rest, which is empty for a name that has room as a whole. The
 * second line keeps the ending of the name. A name that is written from right to left stays in one line.
 */
export function splitName(name: string, widthPx: number, measure: MeasureText): { first: string; rest: string } {
  if (rightToLeft.test(name) || measure(name) <= widthPx) return { first: name, rest: '' };
  // The longest names have a thousand characters, and no line has room for more than these.
  const letters = Array.from(segmenter.segment(name.slice(0, 200)), ({ segment }) => segment);
  let [fits, tooMany] = [1, letters.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(letters.slice(0, middle).join('')) <= widthPx) fits = middle;
    else tooMany = middle;
  }
  const space = letters.slice(0, fits).lastIndexOf(' ') + 1;
  const first = letters.slice(0, space > fits - nearEnd && space > 1 ? space : fits).join('');
  return { first, rest: name.slice(first.length) };
}

/** Measures where nothing is drawn. */
export const roughly: MeasureText = (text) => text.length * 8;

/** Makes what measures text in a font, such as `14px sans-serif`. */
export function measureIn(font: string): MeasureText {
  const context = 'OffscreenCanvas' in globalThis ? new OffscreenCanvas(1, 1).getContext('2d') : null;
  if (!context) return roughly;
  context.font = font;
  return (text) => context.measureText(text).width;
}
