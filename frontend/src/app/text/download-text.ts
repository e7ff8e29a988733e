import { files } from './count.ts';

/** Texts of the downloads. */
export const downloadText = {
  tray: 'Downloads',
  list: 'Download list',
  downloading: (n: number) => `Downloading ${files(n)}`,
  allDone: (n: number) => `${files(n)} downloaded`,
  someFailed: (done: number, failed: number) => `${done} downloaded, ${failed} failed`,
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
    cancelled: 'Cancelled',
    'handed-over': 'Passed to the browser, which shows its progress',
  },
  verifiedHint: 'Size and checksum are those of the file in the storage.',
  failures: {
    different: 'The data that arrived differs from the file in the storage, so it was not saved as finished.',
    lost: 'The browser has stopped it.',
  },
  announce: (done: number, failed: number) =>
    failed === 0 ? `${files(done)} downloaded.` : `${files(done)} downloaded, ${files(failed)} failed.`,
};
