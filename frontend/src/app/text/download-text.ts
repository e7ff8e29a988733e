import { count, files } from './count.ts';

/** Texts of the downloads. */
export const downloadText = {
  tray: 'Downloads',
  list: 'Download list',
  downloading: (n: number) => `Downloading ${files(n)}`,
  allDone: (n: number) => `${files(n)} downloaded`,
  someFailed: (done: number, failed: number) => `${done} downloaded, ${failed} failed`,
  someMissing: (done: number, missing: number) => `${files(done)} downloaded, ${files(missing)} missing`,
  nothing: 'Nothing was downloaded',
  collapse: 'Collapse downloads',
  expand: 'Expand downloads',
  clear: 'Clear finished downloads',
  retryAll: 'Try again to download all files that failed',
  cancelAll: 'Cancel all downloads',
  of: (part: string, whole: string) => `${part} of ${whole}`,
  progressOf: (name: string) => `Progress of the download of ${name}`,
  cancel: (name: string) => `Cancel the download of ${name}`,
  retry: (name: string) => `Download ${name} again`,
  states: {
    waiting: 'Waiting',
    preparing: 'Preparing',
    retrying: 'Connection trouble, trying again soon',
    verified: 'Verified',
    done: 'Downloaded',
    paused: 'Paused',
    'needs-place': 'Choose where to save it',
    'signed-out': 'Waiting until you sign in again',
    cancelled: 'Cancelled',
    'handed-over': 'Passed to the browser, which shows its progress',
  },
  verifiedHint: 'Size and checksum are those of the file in the storage.',
  choosePlace: (name: string) => `Choose where to save ${name}`,
  pause: (name: string) => `Pause the download of ${name}`,
  resume: (name: string) => `Resume the download of ${name}`,
  left: (time: string) => `${time} left`,
  perSecond: (amount: string) => `${amount}/s`,
  failures: {
    'changed-meanwhile': 'The file was replaced while it was downloaded. Download it again.',
    different: 'The data that arrived differs from the file in the storage, so it was not saved as finished.',
    lost: 'The browser stopped this download.',
    refused: 'The storage refuses to give it. It may have been archived by your administrator.',
    'no-archive': 'This browser cannot save a ZIP file here. Download the files one by one.',
    'disk-full': 'The disk is full. Free some space, then try again.',
    'no-permission': 'The browser may no longer write to the folder. Try again, and allow it.',
    unstorable: 'The browser does not save a file of this name or kind in a folder.',
    'not-written':
      'It could not be written. Its path may be too long, its folder read-only, or another program may have the file open.',
    unwritable: 'The file could not be written. Check whether the disk is full, then try again.',
    forgotten: 'The page was reloaded and no longer knows which files were selected. Select them again.',
  },
  archive: {
    /** What went wrong with one file of an archive. */
    because: (name: string, why: string) => `${name}: ${why}`,
    without: (n: number) => `${files(n)} missing`,
    listed: 'The list “_missing files.txt” names all of them.',
    kept: (n: number) => `${files(n)} already there`,
    numbered: (n: number) => `${files(n)} numbered, because another of the name is there`,
    changedNames: (n: number) => `${count(n, 'name', 'names')} changed`,
    lists: {
      missingName: '_missing files.txt',
      missingHead: 'These files were missing when this was downloaded:',
      changedName: '_changed names.txt',
      changedHead:
        'These names were changed, because they cannot be stored on every system or because two files had the same name:',
    },
  },
  announce: (done: number, failed: number, missing: number) => {
    const failures = failed > 0 ? `, ${files(failed)} failed` : '';
    const gaps = missing > 0 ? `, ${files(missing)} missing` : '';
    return `${files(done)} downloaded${failures}${gaps}.`;
  },
};
