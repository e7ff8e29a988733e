import { count, files, plain } from './count.ts';

const lost = 'The answer got lost, so it is not certain what was done. The list shows what is there now.';

const notAsListed =
  'because a change before it was undone, or was not done or undone as a whole. Look at the list, and try again.';

/** What is said of an item for reasons that are the same in every kind of change. */
const anyItem = {
  'invalid-path': (name: string) =>
    `“${name}” stays as it is: the new name is not allowed or too long. Give it another name.`,
  'checksum-mismatch': (name: string) => `“${name}” stays as it is: the storage returned other bytes. Try again.`,
  'storage-refused': (name: string) =>
    `“${name}” stays as it is: the storage does not allow it, as the file is archived or locked.`,
  'only-copied': (name: string) =>
    `“${name}” is in both places: it was copied, but it also stays where it was, and the two may differ. Look at both before you delete one.`,
};

const movedItem = {
  ...anyItem,
  'changed-meanwhile': (name: string) =>
    `“${name}” was replaced meanwhile and stays where it is. Look at it, and try again.`,
  'already-exists': (name: string) =>
    `“${name}” stays where it is: the name is already taken there. Rename one of them, and try again.`,
  'not-found': (name: string) => `“${name}” was no longer there.`,
  unavailable: (name: string) => `“${name}” stays where it is: the storage did not answer. Try again.`,
};

/** Texts about changes of files: what goes on, what was done and what was not. `what` is `“q3.pdf”` or `40 files`. */
export const changesText = {
  /** Names one file, or counts several. */
  what: (n: number, name?: string) => (name === undefined ? files(n) : `“${name}”`),
  sending: {
    delete: (what: string) => `Deleting ${what}…`,
    restore: (what: string) => `Restoring ${what}…`,
    purge: (what: string) => `Deleting ${what} for ever…`,
    move: (what: string, to?: string) => `Moving ${what}${toFolder(to)}…`,
    'move-back': (what: string) => `Moving ${what} back…`,
    rename: (what: string) => `Renaming ${what}…`,
    copy: (what: string, to?: string) => `Copying ${what}${toFolder(to)}…`,
  },
  running: {
    delete: (n: number, total?: number) => `Deleting ${ofTotal(n, total)}`,
    restore: (n: number, total?: number) => `Restoring ${ofTotal(n, total)}`,
    purge: (n: number, total?: number) => `Deleting for ever: ${ofTotal(n, total)}`,
    move: (n: number, total?: number) => `Moving ${ofTotal(n, total)}`,
    'move-back': (n: number, total?: number) => `Moving back ${ofTotal(n, total)}`,
    rename: (n: number, total?: number) => `Renaming the folder: ${ofTotal(n, total)}`,
    copy: (n: number, total?: number) => `Copying ${ofTotal(n, total)}`,
  },
  done: {
    delete: (what: string) => `${what} deleted`,
    restore: (what: string) => `${what} restored`,
    purge: (what: string) => `${what} deleted for ever`,
    move: (what: string, to?: string) => `${what} moved${toFolder(to)}`,
    'move-back': (what: string) => `${what} moved back`,
    rename: (what: string, to?: string) => `${what} renamed${toFolder(to)}`,
    copy: (what: string, to?: string) => `${what} copied${toFolder(to)}`,
  },
  nothing: {
    delete: 'There was nothing to delete.',
    restore: 'There was nothing to restore.',
    purge: 'There was nothing to delete.',
    move: 'There was nothing to move.',
    'move-back': 'There was nothing to move back.',
    rename: 'There was nothing to rename.',
    copy: 'There was nothing to copy.',
  },
  stopped: (done: string) => `Stopped. ${done}, the others stay`,
  broken: (done: string) => `An error on the server ended this early. ${done}, the others stay`,
  notDone: {
    delete: (what: string) => `${what} not deleted:`,
    restore: (what: string) => `${what} not restored:`,
    purge: (what: string) => `${what} not deleted:`,
    move: (what: string) => `${what} not moved:`,
    'move-back': (what: string) => `${what} not moved back:`,
    rename: (what: string) => `${what} not renamed:`,
    copy: (what: string) => `${what} not copied:`,
  },
  refused: {
    delete: (what: string, why: string) => `${what} could not be deleted. ${why}`,
    restore: (what: string, why: string) => `${what} could not be restored. ${why}`,
    purge: (what: string, why: string) => `${what} could not be deleted for ever. ${why}`,
    move: (what: string, why: string) => `${what} could not be moved. ${why}`,
    'move-back': (what: string, why: string) => `${what} could not be moved back. ${why}`,
    rename: (what: string, why: string) => `${what} could not be renamed. ${why}`,
    copy: (what: string, why: string) => `${what} could not be copied. ${why}`,
  },
  someRefused: (why: string) => `Some were not tried. ${why}`,
  tooOld: 'This can no longer be undone from here. Look in the trash.',
  tooOldMove: 'This can no longer be undone. Move it back by hand.',
  lost,
  item: {
    delete: {
      ...anyItem,
      'changed-meanwhile': (name: string) =>
        `“${name}” was replaced meanwhile and stays. Look at it, and delete it again.`,
      'already-exists': (name: string) =>
        `“${name}” was replaced meanwhile and stays. Look at it, and delete it again.`,
      'not-found': (name: string) => `“${name}” was no longer there.`,
      unavailable: (name: string) => `“${name}” stays: the storage did not answer. Try again.`,
    },
    restore: {
      ...anyItem,
      'changed-meanwhile': (name: string) =>
        `“${name}” has changed meanwhile and stays as it is. Look at it, and try again.`,
      'already-exists': (name: string) =>
        `“${name}” stays in the trash: another file has this name now. Rename that file, and try again.`,
      'not-found': (name: string) => `“${name}” is gone for ever and cannot be restored.`,
      unavailable: (name: string) => `“${name}” stays in the trash: the storage did not answer. Try again.`,
    },
    purge: {
      ...anyItem,
      'changed-meanwhile': (name: string) =>
        `“${name}” has changed meanwhile and stays. Look at it, and delete it again.`,
      'already-exists': (name: string) => `“${name}” has changed meanwhile and stays. Look at it, and delete it again.`,
      'not-found': (name: string) => `“${name}” was no longer in the trash.`,
      unavailable: (name: string) => `“${name}” stays in the trash: the storage did not answer. Try again.`,
    },
    move: movedItem,
    'move-back': {
      ...movedItem,
      'already-exists': (name: string) =>
        `“${name}” stays: its old name is taken by another file now. Rename that file, and try again.`,
    },
    rename: {
      ...movedItem,
      'already-exists': (name: string) =>
        `“${name}” keeps its name: the new name is already taken. Choose another name.`,
    },
    copy: {
      ...anyItem,
      'changed-meanwhile': (name: string) =>
        `“${name}” was replaced meanwhile and was not copied. Look at it, and try again.`,
      'already-exists': (name: string) =>
        `“${name}” was not copied: the name is already taken there. Rename one of them, and try again.`,
      'not-found': (name: string) => `“${name}” was no longer there.`,
      unavailable: (name: string) => `“${name}” was not copied: the storage did not answer. Try again.`,
    },
  },
  afterRename: {
    waits: {
      download: 'The download begins when the change before it is over.',
      delete: 'The delete begins when the change before it is over.',
      move: 'The move begins when the change before it is over.',
      copy: 'The copy begins when the change before it is over.',
      rename: 'The rename begins when the change before it is over.',
    },
    left: {
      download: (what: string) => `${what} not downloaded, ${notAsListed}`,
      delete: (what: string) => `${what} not deleted, ${notAsListed}`,
      move: (what: string) => `${what} not moved, ${notAsListed}`,
      copy: (what: string) => `${what} not copied, ${notAsListed}`,
      rename: (what: string) => `${what} not renamed again, ${notAsListed}`,
    },
  },
  more: (n: number) => `And ${count(n, 'more file', 'more files')}. See Activity.`,
  unnamed: (n: number) =>
    `${count(n, 'file is', 'files are')} not named here. They are where they were: choose them and try again.`,
  taken: (n: number) => `${count(n, 'name is', 'names are')} already taken there.`,
  decide: 'Decide…',
  undo: 'Undo',
  stop: 'Stop',
  tryAgain: 'Try again',
  stopFailed: (why: string) => `It could not be stopped. ${why}`,
};

function ofTotal(n: number, total?: number): string {
  return total === undefined ? `files: ${plain(n)} so far` : `${plain(n)} of ${files(total)}`;
}

const toFolder = (to?: string): string => (to === undefined ? '' : ` to “${to}”`);
