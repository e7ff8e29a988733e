import { count, files, plain } from './count.ts';

export type ActivityFilter = 'all' | 'changes' | 'uploads' | 'downloads';

/** Texts of the page of changes. `what` is `“q3.pdf”` or `3,000 files from “reports”`. */
export const activityText = {
  title: 'Activity',
  about: 'Changes of the last 7 days, and what this page has uploaded and downloaded since it was opened.',
  filter: 'Show',
  filters: { all: 'All', changes: 'Changes', uploads: 'Uploads', downloads: 'Downloads' } satisfies Record<
    ActivityFilter,
    string
  >,
  list: 'Activity, the newest first',
  loading: 'Loading the activity',
  failed: 'The activity could not be loaded',
  older: 'Show older changes',
  olderFailed: (why: string) => `Older changes could not be loaded. ${why}`,
  empty: {
    all: {
      title: 'Nothing has changed in the last 7 days',
      body: 'When you move, copy, delete, upload or download files, you see here how far it is, what came of it, and how to undo it.',
    },
    changes: {
      title: 'Nothing has changed in the last 7 days',
      body: 'When you move, copy, delete or restore files, you see here how far it is, what came of it, and how to undo it.',
    },
    uploads: {
      title: 'Nothing was uploaded since this page was opened',
      body: 'Files that you upload are listed here, also when they are no longer in the tray.',
    },
    downloads: {
      title: 'Nothing was downloaded since this page was opened',
      body: 'Files that you download are listed here, also when they are no longer in the tray.',
    },
  } satisfies Record<ActivityFilter, { title: string; body: string }>,
  one: (name: string) => `“${name}”`,
  some: (n: number | undefined) => (n === undefined ? 'files' : files(n)),
  inFolder: {
    delete: (what: string, folder: string) => `${what} from ${folder}`,
    restore: (what: string, folder: string) => `${what} to ${folder}`,
    purge: (what: string, folder: string) => `${what} from ${folder}`,
    move: (what: string, folder: string) => `${what} from ${folder}`,
    copy: (what: string, folder: string) => `${what} from ${folder}`,
  },
  top: 'My files',
  trash: 'the trash',
  running: {
    delete: (what: string) => `Deleting ${what}`,
    restore: (what: string) => `Restoring ${what}`,
    purge: (what: string) => `Deleting for ever: ${what}`,
    move: (what: string) => `Moving ${what}`,
    copy: (what: string) => `Copying ${what}`,
  },
  done: {
    delete: (what: string) => `Deleted ${what}`,
    restore: (what: string) => `Restored ${what}`,
    purge: (what: string) => `Deleted for ever: ${what}`,
    move: (what: string) => `Moved ${what}`,
    copy: (what: string) => `Copied ${what}`,
  },
  notDone: {
    delete: (what: string) => `Did not delete ${what}`,
    restore: (what: string) => `Did not restore ${what}`,
    purge: (what: string) => `Did not delete for ever: ${what}`,
    move: (what: string) => `Did not move ${what}`,
    copy: (what: string) => `Did not copy ${what}`,
  },
  stopped: 'Stopped before the end. The other files stay as they were.',
  broken: 'An error on the server ended this early. The other files stay as they were.',
  alsoItems: (name: string, n: number) => `“${name}” and ${count(n, 'other', 'others')}`,
  progress: (done: number, total: number | undefined) =>
    total === undefined ? `${files(done)} so far` : `${plain(done)} of ${files(total)}`,
  left: (n: number) => `${files(n)} ${n === 1 ? 'was' : 'were'} left as ${n === 1 ? 'it was' : 'they were'}`,
  more: (n: number) => `And ${count(n, 'more file', 'more files')}.`,
  /** Where something was moved or copied. */
  to: (what: string, folder: string) => `${what} to ${folder}`,
  wholeFolder: (name: string, n: number | undefined) => (n === undefined ? `“${name}”` : `“${name}” with ${files(n)}`),
  newName: (name: string) => `Its name there is “${name}”.`,
  renamed: {
    running: (what: string, to: string) => `Renaming ${what} to “${to}”`,
    done: (what: string, to: string) => `Renamed ${what} to “${to}”`,
    notDone: (what: string, to: string) => `Did not rename ${what} to “${to}”`,
  },
  transfer: {
    running: { upload: (what: string) => `Uploading ${what}`, download: (what: string) => `Downloading ${what}` },
    done: { upload: (what: string) => `Uploaded ${what}`, download: (what: string) => `Downloaded ${what}` },
    notDone: {
      upload: (what: string) => `Did not upload ${what}`,
      download: (what: string) => `Did not download ${what}`,
    },
    left: (n: number) => `${files(n)} skipped or cancelled`,
    failed: (n: number) => `${files(n)} failed`,
    failedItem: (name: string, why: string) => `“${name}”: ${why}`,
    show: 'Show',
    showNamed: (title: string) => `Show the folder: ${title}`,
  },
  stop: 'Stop',
  undo: 'Undo',
  moveBack: 'Move back',
  actionNamed: (action: string, title: string) => `${action}: ${title}`,
  undone: 'Undone',
  undoFailed: (why: string) => `It could not be undone. ${why}`,
  stopFailed: (why: string) => `It could not be stopped. ${why}`,
};
