import { count, files } from './count.ts';

/** Texts of the details beside the list. */
export const detailsText = {
  label: 'Details',
  close: 'Close the details',
  path: 'Path',
  copyPath: 'Copy the path',
  copied: 'The path was copied.',
  copyFailed: 'The path could not be copied. Select it and copy it by hand.',
  size: 'Size',
  exactly: (bytes: string) => `${bytes} bytes`,
  type: 'Type',
  folder: 'Folder',
  stored: 'Stored',
  checksum: 'Checksum (CRC64NVME)',
  noChecksum: 'The storage has none for this file.',
  loading: 'Loading…',
  failed: (why: string) => `Not known. ${why}`,
  showVersions: 'Show versions',
  hideVersions: 'Hide versions',
  contains: 'Contains',
  count: 'Count',
  counting: 'Counting the files…',
  sized: (n: number, size: string) => `${size} in ${files(n)}`,
  soFar: (sum: string) => `${sum} so far…`,
  several: (n: number) => `${count(n, 'item', 'items')} selected`,
  ofThese: (fileCount: number, folderCount: number) =>
    [fileCount > 0 ? files(fileCount) : '', folderCount > 0 ? count(folderCount, 'folder', 'folders') : '']
      .filter(Boolean)
      .join(', '),
  sum: 'Size of the files',
  withoutFolders: 'without what is in the folders',
  nothing: 'Select a file or folder to see its details.',
};
