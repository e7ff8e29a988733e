import { count } from './count.ts';

/** Texts of the versions of a file. */
export const versionsText = {
  title: (name: string) => `Versions of ${name}`,
  list: 'Versions, the newest first',
  body: 'Earlier versions are kept for a while after the file was replaced or deleted.',
  only: 'There is one version so far. When you replace the file, the earlier version is kept here for a while.',
  loading: 'Loading the versions',
  failed: 'The versions could not be loaded',
  restFailed: (why: string) => `Older versions could not be loaded. ${why}`,
  current: 'Current',
  deletion: 'Deleted',
  when: (day: string, time: string) => `${day}, ${time}`,
  summary: (n: number) => count(n, 'version', 'versions'),
  download: 'Download',
  downloadOf: (when: string) => `Download the version of ${when}`,
  restore: 'Restore',
  restoreOf: (when: string) => `Restore the version of ${when}`,
  restored: (name: string, when: string) => `“${name}” restored to the version of ${when}`,
  undo: 'Undo',
  undone: (name: string) => `“${name}” is as it was before`,
  undoFailed: (why: string) => `It could not be undone. ${why}`,
  changed: 'The file has changed in the meantime, so nothing was replaced. Here are its versions now.',
  restoreFailed: (why: string) => `The version was not restored. ${why}`,
};
