import { count, countSoFar, plain } from './count.ts';
import { titleText } from './title-text.ts';

/** `isAll` says that the numbers are final, and not those of what has been loaded so far. */
const entryCount = (folders: number, n: number, isAll: boolean) =>
  [
    folders > 0 ? countSoFar(folders, isAll, 'folder', 'folders') : '',
    n > 0 || folders === 0 ? countSoFar(n, isAll, 'file', 'files') : '',
  ]
    .filter(Boolean)
    .join(', ');

/** Texts of the folder page. */
export const filesText = {
  root: 'My files',
  breadcrumbs: 'Folder path',
  list: 'Files and folders',
  filter: 'Filter',
  search: 'Filter this folder',
  clearSearch: 'Clear filter',
  searchEverywhere: (query: string) => `Search everywhere for “${query}”`,
  columns: { name: 'Name', sizeBytes: 'Size', modifiedAt: 'Uploaded' },
  sortBy: 'Sort by',
  directions: { ascending: 'ascending', descending: 'descending' },
  viewGroup: 'View',
  viewMenu: 'View options',
  layouts: { list: 'Show as a list', grid: 'Show as a grid' },
  compact: 'Compact',
  foldersBetween: 'Show the folders between',
  folder: 'Folder',
  actionsHead: 'Actions',
  open: 'Open',
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all',
  downloadNamed: (name: string) => `Download ${name}`,
  more: 'More actions',
  moreSelected: 'More actions for the selection',
  moreNamed: (name: string) => `More actions for ${name}`,
  versions: 'Versions',
  selected: (folders: number, n: number, isAll = true) => `${entryCount(folders, n, isAll)} selected`,
  actions: 'Actions on the selection',
  download: 'Download',
  downloadZip: 'Download as ZIP',
  downloadToFolder: 'Download to a folder…',
  downloadEach: 'Download one by one',
  delete: 'Delete',
  clearSelection: 'Clear selection',
  loading: 'Loading files',
  summary: (folders: number, n: number, isAll: boolean) => entryCount(folders, n, isAll),
  found: (n: number, isAll: boolean) => (isAll ? count(n, 'match', 'matches') : `Found ${plain(n)} so far…`),
  refresh: 'Refresh the list',
  restFailed: (n: number, why: string) => `${count(n, 'entry', 'entries')} of the folder loaded. ${why}`,
  refreshFailed: (why: string) => `This may not be the newest list. ${why}`,
  waiting: 'This is done as soon as the whole folder has been loaded.',
  noName: titleText.noName,
  missing: {
    title: 'There is no such folder',
    body: 'It may have been deleted, or the address may be mistyped.',
    parent: 'Go to the folder above',
    top: 'Go to My files',
  },
  noUpload: 'The name of this folder is not allowed for new files, so nothing can be uploaded into it.',
  empty: {
    title: 'No files yet',
    folderTitle: 'This folder is empty',
    body: 'Drop files or whole folders anywhere on this page, or choose them with New.',
    hints: [
      {
        icon: 'drop',
        title: 'Bring files here',
        body: 'Drop files or whole folders on this page, or choose them with New.',
      },
      {
        icon: 'folder',
        title: 'Keep them in order',
        body: 'Make folders with New. Files and folders can be moved and renamed.',
      },
      { icon: 'restore', title: 'Nothing is lost', body: 'What you delete or replace can be restored for some time.' },
    ] as const,
  },
  nothingFound: { title: 'No matches', body: (query: string) => `No name in this folder contains “${query}”.` },
  failed: {
    title: 'The folder could not be loaded',
    reference: (id: string) => `Reference for your administrator: ${id}`,
  },
};
