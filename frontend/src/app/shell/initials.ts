/** Finds what people take for one letter, which may be several characters. */
const segmenter = new Intl.Segmenter();

/**
 * Returns the initials of a user name, at most two: `AS` of `anna.smith@example.com`, `A` of `anna`. Empty when the name
 * has no letter and no digit.
 */
export function initialsOf(username: string): string {
  const [name = ''] = username.split('@');
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => firstLetter(word).toUpperCase())
    .join('');
}

const firstLetter = (word: string): string => segmenter.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
