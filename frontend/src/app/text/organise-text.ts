import { count } from './count.ts';

/** What moving and copying are called, with what is moved: `“q3.pdf”` or `3 items`. */
const verbs = {
  move: { title: (what: string) => `Move ${what}`, here: 'Move here' },
  copy: { title: (what: string) => `Copy ${what}`, here: 'Copy here' },
};

/** Texts of renaming, moving and copying. */
export const organiseText = {
  what: (n: number, name?: string) => (name === undefined ? items(n) : `“${name}”`),
  actions: {
    rename: 'Rename',
    move: 'Move to…',
    copy: 'Copy to…',
    cut: 'Cut',
    copyToClipboard: 'Copy',
    paste: 'Paste',
    details: 'Details',
  },
  /** `how` says how to paste on this device. */
  cut: (what: string, how: string) => `${what} cut. ${how}`,
  copied: (what: string, how: string) => `${what} copied. ${how}`,
  pasteByKeys: (keys: string) => `Open a folder and paste with ${keys}.`,
  pasteByMenu: 'Open a folder and press Paste.',
  refusedFolder: 'The name of this folder is not allowed for new files, so nothing can be moved or copied into it.',
  cancel: 'Cancel',
  rename: {
    title: (name: string) => `Rename “${name}”`,
    label: 'New name',
    save: 'Rename',
    taken: 'This name is already taken in this folder.',
    folderAbove: 'The folder above has a name that is not allowed for new files. Move this into another folder.',
    slash: 'A name cannot contain a slash.',
    ending: (before: string, after: string) =>
      after === ''
        ? `Without “${before}” other programs may not know how to open the file.`
        : `The ending changes from “${before}” to “${after}”. Other programs may not know how to open the file.`,
  },
  destination: {
    ...verbs,
    path: 'Path of the folder that is shown',
    recent: 'Recent',
    filter: 'Filter the folders',
    folders: 'Folders',
    open: (name: string) => `Open ${name}`,
    empty: 'There are no folders in here.',
    noMatch: (text: string) => `No folder here contains “${text}”.`,
    loading: 'Loading the folders',
    failed: 'The folders could not be loaded',
    more: (why: string) => `Not all folders could be loaded. ${why}`,
    isHere: 'The files are in this folder already.',
    newFolder: 'New folder',
    newName: 'Name of the new folder',
    create: 'Create',
  },
  conflicts: {
    title: (n: number, folder: string) => `${count(n, 'name is', 'names are')} already taken in “${folder}”`,
    body: 'Nothing was replaced. Choose what happens to each of them.',
    list: 'Names that are taken',
    here: 'There now',
    coming: 'To be placed',
    folder: 'Folder',
    loading: 'Loading…',
    unknown: 'unknown',
    sized: (size: string, when: string) => `${size}, ${when}`,
    choice: (name: string) => `What happens to “${name}”`,
    keepBoth: 'Keep both',
    skip: 'Skip',
    all: 'For all of them',
    numbered: 'With “Keep both” the name gets a number.',
    alsoFailed: 'What else was left',
    go: 'Continue',
  },
  drag: { ghost: (n: number, name?: string) => organiseText.what(n, name) },
};

const items = (n: number): string => count(n, 'item', 'items');
