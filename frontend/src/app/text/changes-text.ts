import { count, files, plain } from './count.ts';

const lost = 'The answer got lost, so it is not certain what was done. The list shows what is there now.';

/** Reasons that an item of a delete, a restore or a purge has only in an answer that this app does not expect. */
const unexpected = {
  'invalid-path': (name: string) => `“${name}” stays: its name is not allowed.`,
  'checksum-mismatch': (name: string) => `“${name}” stays: its checksum is another one.`,
};

/** Texts about changes of files: what goes on, what was done and what was not. `what` is `“q3.pdf”` or `40 files`. */
export const changesText = {
  /** Names one file, or counts several. */
  what: (n: number, name?: string) => (name === undefined ? files(n) : `“${name}”`),
  sending: {
    delete: (what: string) => `Deleting ${what}…`,
    restore: (what: string) => `Restoring ${what}…`,
    purge: (what: string) => `Deleting ${what} for ever…`,
    move: (what: string) => `Moving ${what}…`,
    copy: (what: string) => `Copying ${what}…`,
  },
  running: {
    delete: (n: number, total?: number) => `Deleting ${ofTotal(n, total)}`,
    restore: (n: number, total?: number) => `Restoring ${ofTotal(n, total)}`,
    purge: (n: number, total?: number) => `Deleting for ever: ${ofTotal(n, total)}`,
    move: (n: number, total?: number) => `Moving ${ofTotal(n, total)}`,
    copy: (n: number, total?: number) => `Copying ${ofTotal(n, total)}`,
  },
  done: {
    delete: (what: string) => `${what} deleted`,
    restore: (what: string) => `${what} restored`,
    purge: (what: string) => `${what} deleted for ever`,
    move: (what: string) => `${what} moved`,
    copy: (what: string) => `${what} copied`,
  },
  nothing: {
    delete: 'There was nothing to delete.',
    restore: 'There was nothing to restore.',
    purge: 'There was nothing to delete.',
    move: 'There was nothing to move.',
    copy: 'There was nothing to copy.',
  },
  stopped: (done: string) => `Stopped. ${done}, the others stay`,
  broken: (done: string) => `An error on the server ended this early. ${done}, the others stay`,
  notDone: {
    delete: (what: string) => `${what} not deleted:`,
    restore: (what: string) => `${what} not restored:`,
    purge: (what: string) => `${what} not deleted:`,
    move: (what: string) => `${what} not moved:`,
    copy: (what: string) => `${what} not copied:`,
  },
  refused: {
    delete: (what: string, why: string) => `${what} could not be deleted. ${why}`,
    restore: (what: string, why: string) => `${what} could not be restored. ${why}`,
    purge: (what: string, why: string) => `${what} could not be deleted for ever. ${why}`,
    move: (what: string, why: string) => `${what} could not be moved. ${why}`,
    copy: (what: string, why: string) => `${what} could not be copied. ${why}`,
  },
  someRefused: (why: string) => `Some were not tried. ${why}`,
  tooOld: 'This can no longer be undone from here. Look in the trash.',
  lost,
  item: {
    delete: {
      ...unexpected,
      'changed-meanwhile': (name: string) => `“${name}” was replaced meanwhile and stays.`,
      'already-exists': (name: string) => `“${name}” was replaced meanwhile and stays.`,
      'not-found': (name: string) => `“${name}” was no longer there.`,
      unavailable: (name: string) => `“${name}” stays: the storage did not answer. Try again.`,
    },
    restore: {
      ...unexpected,
      'changed-meanwhile': (name: string) => `“${name}” has changed meanwhile and stays as it is.`,
      'already-exists': (name: string) => `“${name}” stays in the trash: another file has this name now.`,
      'not-found': (name: string) => `“${name}” is gone for ever and cannot be restored.`,
      unavailable: (name: string) => `“${name}” stays in the trash: the storage did not answer. Try again.`,
    },
    purge: {
      ...unexpected,
      'changed-meanwhile': (name: string) => `“${name}” has changed meanwhile and stays.`,
      'already-exists': (name: string) => `“${name}” has changed meanwhile and stays.`,
      'not-found': (name: string) => `“${name}” was no longer in the trash.`,
      unavailable: (name: string) => `“${name}” stays in the trash: the storage did not answer. Try again.`,
    },
    move: {
      'changed-meanwhile': (name: string) => `“${name}” has changed meanwhile and stays where it is.`,
      'already-exists': (name: string) => `“${name}” stays where it is: its new name is taken.`,
      'not-found': (name: string) => `“${name}” was no longer there.`,
      'invalid-path': (name: string) => `“${name}” stays where it is: its new name would not be allowed.`,
      'checksum-mismatch': (name: string) => `“${name}” stays where it is: its copy was damaged, so it was not kept.`,
      unavailable: (name: string) => `“${name}” stays where it is: the storage did not answer. Try again.`,
    },
    copy: {
      'changed-meanwhile': (name: string) => `“${name}” has changed meanwhile and was not copied.`,
      'already-exists': (name: string) => `“${name}” was not copied: the name of the copy is taken.`,
      'not-found': (name: string) => `“${name}” was no longer there.`,
      'invalid-path': (name: string) => `“${name}” was not copied: the name of the copy would not be allowed.`,
      'checksum-mismatch': (name: string) => `“${name}” was not copied: the copy was damaged, so it was not kept.`,
      unavailable: (name: string) => `“${name}” was not copied: the storage did not answer. Try again.`,
    },
  },
  more: (n: number) => `And ${count(n, 'more file', 'more files')}.`,
  undo: 'Undo',
  stop: 'Stop',
  tryAgain: 'Try again',
  stopFailed: (why: string) => `It could not be stopped. ${why}`,
};

function ofTotal(n: number, total?: number): string {
  return total === undefined ? `files: ${plain(n)} so far` : `${plain(n)} of ${files(total)}`;
}
