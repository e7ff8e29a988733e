import { foldForSearch, searchWords } from '@airlock/contract';

/** A part of a name, and whether it is what was searched for. */
export interface NamePart {
  readonly text: string;
  readonly isMatch: boolean;
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Divides a name where the words of a search match. The parts together are the name. */
export function markedParts(name: string, text: string): readonly NamePart[] {
  const segments = Array.from(characters.segment(name), ({ segment }) => segment);
  const isMarked = new Array<boolean>(segments.length).fill(false);
  const { folded, segmentAt } = foldedOf(segments);
  for (const word of searchWords(text)) {
    const at = folded.indexOf(word);
    for (let index = at; at !== -1 && index < at + word.length; index += 1) isMarked[segmentAt[index] ?? 0] = true;
  }
  const parts: { text: string; isMatch: boolean }[] = [];
  for (const [index, segment] of segments.entries()) {
    const [isMatch, last] = [isMarked[index] === true, parts.at(-1)];
    if (last?.isMatch === isMatch) last.text += segment;
    else parts.push({ text: segment, isMatch });
  }
  return parts;
}

/** Folds a name, and says of each code unit of the result of which character of the name it is. */
function foldedOf(segments: readonly string[]): { folded: string; segmentAt: readonly number[] } {
  let folded = '';
  const segmentAt: number[] = [];
  for (const [index, segment] of segments.entries()) {
    const part = foldForSearch(segment);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) segmentAt.push(index);
  }
  return { folded, segmentAt };
}
