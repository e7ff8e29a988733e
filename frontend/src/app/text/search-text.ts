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
  searching: (searched: number, found: number) =>
    searched === 0
      ? 'Searching…'
      : `${count(searched, 'file', 'files')} searched, ${count(found, 'match', 'matches')} so far…`,
  done: (found: number) => count(found, 'match', 'matches'),
  many: (found: number) => `The first ${plain(found)} matches are shown.`,
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
