/** Longest name that a notice shows whole. A longer one would push its buttons out of sight. */
const wholeUpTo = 48;
const kept = 20;

/** Cuts long names out of the middle, because their beginning and their ending say most. Names stand in quotation marks. */
export const briefNames = (sentence: string): string =>
  sentence.replace(/“([^”]*)”/g, (quoted, name: string) => {
    const letters = [...segmenter.segment(name)].map(({ segment }) => segment);
    if (letters.length <= wholeUpTo) return quoted;
    return `“${letters.slice(0, kept).join('')}…${letters.slice(-kept).join('')}”`;
  });

/** Finds what people take for one letter, which may be several characters. */
const segmenter = new Intl.Segmenter();
