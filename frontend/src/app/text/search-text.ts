import { count, plain } from './count.ts';

/** Texts of the search over all folders. */
export const searchText = {
  title: 'Search',
  field: 'Search all files',
  placeholder: 'Search',
  clear: 'Clear the search',
  results: 'Results of the search',
  where: 'Where to search',
  everywhere: 'Everywhere',
  inFolder: (name: string) => `In “${name}”`,
  hint: {
    title: 'Search all files',
    body: 'Type a part of a name. Case and accents do not matter, nor does the order of words.',
  },
  /** Says how far a search is, and what it has found. */
  summary: (state: 'none' | 'searching' | 'paused' | 'failed' | 'done', searched: number, found: number): string => {
    if (state === 'paused') return `The first ${plain(found)} matches are shown.`;
    if (state === 'done') return count(found, 'match', 'matches');
    if (state !== 'searching') return '';
    if (searched === 0) return 'Searching…';
    return `${count(searched, 'file', 'files')} searched, ${count(found, 'match', 'matches')} so far…`;
  },
  more: 'Search on',
  nothing: {
    title: 'No matches',
    everywhere: (query: string) => `No name of a file or folder contains “${query}”.`,
    inFolder: (query: string, folder: string) => `No name in “${folder}” contains “${query}”.`,
    widen: 'Search everywhere',
  },
  failed: 'The search could not be finished',
  stopped: (found: number, why: string) => `${count(found, 'match', 'matches')} found before it stopped. ${why}`,
  place: 'Folder',
  inPlace: (folder: string) => `in ${folder}`,
};
