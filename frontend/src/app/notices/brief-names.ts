/** Number of letters in the longest name that a notice shows whole. A longer name would push its buttons out of sight. */
const wholeUpTo = 48;
/** Number of letters that are kept at each end of a longer name. */
const kept = 20;

/** Cuts the middle out of long names, because the beginning and the end of a name say most. Names are in quotation marks. */
export const briefNames = (sentence: string): string =>
  sentence.replace(/“([^”]*)”/g, (quoted, name: string) => {
    const letters = [...segmenter.segment(name)].map(({ segment }) => segment);
    if (letters.length <= wholeUpTo) return quoted;
    return `“${letters.slice(0, kept).join('')}…${letters.slice(-kept).join('')}”`;
  });

/** Finds what people take for one letter, which may be several characters. */
const segmenter = new Intl.Segmenter();
