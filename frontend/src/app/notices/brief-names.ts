/** Number of letters in the longest name that a notice shows whole. A longer name would push its buttons out of sight. */
const wholeUpTo = 48;
/** Number of letters that are kept at each end of a longer name. */
const kept = 20;

/**
 * Cuts the middle out of long names, because the beginning and the end of a name say most. Names are in quotation marks. It
 * reads the sentence once: a name may consist of opening marks.
 */
export function briefNames(sentence: string): string {
  const pieces = sentence.split('”');
  return pieces.map((piece, index) => (index < pieces.length - 1 ? withBriefName(piece) : piece)).join('”');
}

/** Shortens the name that begins at the first opening mark and ends with the piece. */
function withBriefName(piece: string): string {
  const begin = piece.indexOf('“') + 1;
  if (begin === 0) return piece;
  const letters = [...segmenter.segment(piece.slice(begin))].map(({ segment }) => segment);
  if (letters.length <= wholeUpTo) return piece;
  return `${piece.slice(0, begin)}${letters.slice(0, kept).join('')}…${letters.slice(-kept).join('')}`;
}

/** Finds what people take for one letter, which may be several characters. */
const segmenter = new Intl.Segmenter();
