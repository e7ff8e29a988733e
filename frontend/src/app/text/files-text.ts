import { count, files } from './count.ts';

/** Texts of the folder page. */
export const filesText = {
  title: 'Files',
  root: 'My files',
  breadcrumbs: 'Folder path',
  list: 'Files and folders',
  upload: 'Upload files',
  uploadFolder: 'Upload folder',
  search: 'Search this folder',
  clearSearch: 'Clear search',
  columns: { name: 'Name', sizeBytes: 'Size', modifiedAt: 'Modified' },
  folder: 'Folder',
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all files',
  openFolder: (name: string) => `Open folder ${name}`,
  preview: (name: string) => `Preview ${name}`,
  downloadNamed: (name: string) => `Download ${name}`,
  more: 'More actions',
  moreNamed: (name: string) => `More actions for ${name}`,
  versions: 'Versions',
  selected: (n: number) => `${files(n)} selected`,
  actions: 'Actions on the selection',
  download: 'Download',
  delete: 'Delete',
  clearSelection: 'Clear selection',
  loading: 'Loading files',
  loadingMore: (n: number) => `${count(n, 'entry', 'entries')} loaded so far. Loading the rest…`,
  summary: (folders: number, n: number) =>
    [folders > 0 ? count(folders, 'folder', 'folders') : '', n > 0 || folders === 0 ? files(n) : '']
      .filter(Boolean)
      .join(', '),
  found: (n: number) => count(n, 'match', 'matches'),
  empty: {
    title: 'No files yet',
    folderTitle: 'This folder is empty',
    body: 'Drop files or whole folders anywhere on this page, or choose them with the button.',
  },
  nothingFound: { title: 'No matches', body: (query: string) => `No name in this folder contains “${query}”.` },
  failed: {
    title: 'The folder could not be loaded',
    reference: (id: string) => `Reference for your administrator: ${id}`,
  },
  downloadFailed: (name: string, why: string) => `“${name}” could not be downloaded. ${why}`,
  previewLoading: 'Loading preview',
  previewFailed: 'The preview could not be loaded.',
};
