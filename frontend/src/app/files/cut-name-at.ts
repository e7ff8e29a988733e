/** Names that are not longer are shown without a part that always stays visible. */
const shortLength = 12;
/** Number of characters that stay visible in front of the ending. */
const beforeEnding = 4;
/** Endings that are longer are no endings of files. */
const longestEnding = 6;

const ending = new RegExp(`\\.[^.\\s]{1,${longestEnding}}$`, 'u');
/** Scripts that are written from right to left: a name with them must stay in one box. */
export const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Bidi_Control}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Returns the part of a name that may be cut short, and the part at its end that always stays visible. */
export function cutName(name: string): { start: string; end: string } {
  if (name.length <= shortLength || rightToLeft.test(name)) return { start: name, end: '' };
  const bare = name.length - (ending.exec(name)?.[0].length ?? 0);
  // Only the last characters are taken apart: a name may have a thousand.
  const from = Math.max(0, bare - 64);
  const graphemes = Array.from(segmenter.segment(name.slice(from, bare)), ({ segment }) => segment);
  // A space at the cut would look like a gap.
  const kept = graphemes.slice(-beforeEnding).join('').trimStart().length;
  return { start: name.slice(0, bare - kept), end: name.slice(bare - kept) };
}
