import { count, files, plain } from './count.ts';

/** Texts of the page of changes. `what` is `“q3.pdf”` or `3,000 files from “reports”`. */
export const activityText = {
  title: 'Activity',
  about: 'What was deleted and restored in the last 7 days.',
  list: 'Changes, the newest first',
  loading: 'Loading the activity',
  failed: 'The activity could not be loaded',
  older: 'Show older changes',
  olderFailed: (why: string) => `Older changes could not be loaded. ${why}`,
  empty: {
    title: 'Nothing has changed in the last 7 days',
    body: 'When you delete or restore files, you see here how far it is, what came of it, and how to undo it.',
  },
  one: (name: string) => `“${name}”`,
  some: (n: number | undefined) => (n === undefined ? 'files' : files(n)),
  inFolder: {
    delete: (what: string, folder: string) => `${what} from ${folder}`,
    restore: (what: string, folder: string) => `${what} to ${folder}`,
    purge: (what: string, folder: string) => `${what} from ${folder}`,
  },
  top: 'My files',
  trash: 'the trash',
  running: {
    delete: (what: string) => `Deleting ${what}`,
    restore: (what: string) => `Restoring ${what}`,
    purge: (what: string) => `Deleting for ever: ${what}`,
  },
  done: {
    delete: (what: string) => `Deleted ${what}`,
    restore: (what: string) => `Restored ${what}`,
    purge: (what: string) => `Deleted for ever: ${what}`,
  },
  notDone: {
    delete: (what: string) => `Did not delete ${what}`,
    restore: (what: string) => `Did not restore ${what}`,
    purge: (what: string) => `Did not delete for ever: ${what}`,
  },
  stopped: 'Stopped before the end. The other files stay as they were.',
  broken: 'An error on the server ended this early. The other files stay as they were.',
  alsoItems: (name: string, n: number) => `“${name}” and ${count(n, 'other', 'others')}`,
  progress: (done: number, total: number | undefined) =>
    total === undefined ? `${files(done)} so far` : `${plain(done)} of ${files(total)}`,
  left: (n: number) => `${files(n)} ${n === 1 ? 'was' : 'were'} left as ${n === 1 ? 'it was' : 'they were'}`,
  more: (n: number) => `And ${count(n, 'more file', 'more files')}.`,
  stop: 'Stop',
  stopNamed: (title: string) => `Stop: ${title}`,
  undo: 'Undo',
  undoNamed: (title: string) => `Undo: ${title}`,
  undone: 'Undone',
  undoFailed: (why: string) => `It could not be undone. ${why}`,
  stopFailed: (why: string) => `It could not be stopped. ${why}`,
};
