import type { FailureReason } from '../transfer/upload-state.ts';
import { count, files, plain } from './count.ts';

const failures: Record<FailureReason, string> = {
  unreadable: 'The file was changed, moved or removed on this device. Choose it again.',
  changed: 'The file on this device has changed. Nothing was replaced. Choose it again to upload the new version.',
  damaged: 'The connection kept damaging the file. Try another network.',
  'too-large': 'Larger than 48.8 TB, the most that the storage takes in one file.',
  'above-limit': 'Choose a smaller file.',
  'name-refused': 'Rename the file and choose it again.',
  'signed-out': 'You are signed out. Sign in, then try again.',
  'kept-changing': 'Others kept changing the file of this name while yours was sent. Nothing is lost. Try again.',
  refused: 'The storage refused this file. Try again; if it happens again, tell your administrator.',
  unavailable: 'The service is busy or down. Try again in a minute.',
  network: 'The connection kept failing. Check your network, then try again.',
  unexpected: 'Something unexpected happened in the browser. Try again.',
};

/** Texts of the upload tray. */
export const uploadText = {
  drop: { title: 'Drop to upload', into: (folder: string) => `into ${folder}` },
  leftOut: {
    unreadable: (n: number) =>
      `${count(n, 'item', 'items')} could not be read and ${n === 1 ? 'was' : 'were'} left out.`,
    emptyFolders: (n: number) => `${count(n, 'empty folder was', 'empty folders were')} left out.`,
    system: (n: number) => `${count(n, 'hidden system file was', 'hidden system files were')} left out.`,
    keepSystem: 'Upload them too',
    alwaysKeepSystem: 'Upload hidden system files',
  },
  screenshot: (moment: string) => `Screenshot ${moment}`,
  tray: 'Uploads',
  uploading: (n: number) => `Uploading ${files(n)}`,
  allDone: (n: number) => `${files(n)} uploaded`,
  someFailed: (done: number, failed: number) => `${done} uploaded, ${failed} failed`,
  question: (n: number) => `${files(n)} already ${n === 1 ? 'exists' : 'exist'}`,
  nothing: 'Nothing was uploaded',
  allThere: (n: number) => `${files(n)} ${n === 1 ? 'was' : 'were'} already there`,
  alreadyThere: (n: number) => `${count(n, 'was', 'were')} already there`,
  paused: (n: number) => `${files(n)} paused`,
  waiting: (n: number) => `${files(n)} waiting for you`,
  collapse: 'Collapse uploads',
  expand: 'Expand uploads',
  clear: 'Clear finished',
  close: 'Close uploads',
  cancelAll: 'Cancel all',
  pauseAll: 'Pause all',
  pauseAllHint: 'Pause all, including files that are still being found. Files that you add afterwards start at once.',
  resumeAll: 'Resume all',
  more: 'More actions on the uploads',
  show: 'Show',
  list: 'Upload list',
  progressOf: (name: string) => `Progress of ${name}`,
  cancel: (name: string) => `Cancel ${name}`,
  retry: (name: string) => `Try ${name} again`,
  pause: (name: string) => `Pause ${name}`,
  resume: (name: string) => `Resume ${name}`,
  differs: (part: number) =>
    `This is a different file: it differs from the data that has arrived, first in part ${part}. Nothing was sent or removed.`,
  left: (time: string) => `${time} left`,
  offlineNow: 'Offline. Goes on when the connection is back.',
  perSecond: (amount: string) => `${amount}/s`,
  of: (part: string, whole: string) => `${part} of ${whole}`,
  states: {
    waiting: 'Waiting',
    hashing: 'Checking the file',
    hashed: 'Ready to send',
    signing: 'Preparing',
    sending: 'Sending',
    checking: 'Checking what has arrived',
    retrying: 'Connection trouble, trying again soon',
    offline: 'Waiting for the network',
    'no-room': 'Waiting: you have too many unfinished uploads. Finish or discard one of them.',
    'signed-out': 'Waiting until you sign in again',
    paused: 'Paused',
    comparing: 'Comparing with what has arrived',
    completing: 'Finishing',
    'starting-again': 'Someone changed this name meanwhile, sending again',
    again: 'Sending again',
    elsewhere: 'Another tab is sending this',
    'needs-file': 'Choose the file again to resume',
    verified: 'Verified',
    done: 'Uploaded',
    skipped: 'Skipped',
    identical: 'Already there, identical',
    cancelled: 'Cancelled',
  },
  againHint:
    'Someone changed or deleted the file of this name while yours was sent, so yours has to be sent again. Nothing is lost.',
  verifiedHint: 'The storage confirmed that its file is identical to yours.',
  conflict: {
    taken: 'A file with this name already exists.',
    keepBoth: 'Keep both',
    replace: 'Replace',
    skip: 'Skip',
    named: (action: string, name: string) => `${action}: ${name}`,
    forAll: (n: number) => `${files(n)} already exist. For all:`,
    groupAll: 'Answer for all files',
  },
  failures,
  unfinished: {
    title: (n: number) => count(n, 'unfinished upload', 'unfinished uploads'),
    resume: 'Resume',
    resumeNamed: (name: string) => `Resume ${name}`,
    discard: 'Discard',
    discardNamed: (name: string) => `Discard ${name}`,
    reallyDiscard: 'Discard this upload?',
    reallyNamed: (name: string) => `Really discard ${name}`,
    keep: 'Keep',
    keepNamed: (name: string) => `Keep ${name}`,
    discardFailed: 'It could not be removed. Check your network, then try again.',
    batch: (n: number, all: number, isComplete: boolean) =>
      isComplete ? `${plain(n)} of ${files(all)} uploaded.` : `${files(n)} uploaded, and not all were found yet.`,
    chooseFolder: 'Choose folder',
    chooseFiles: 'Choose files',
    folderAgain: 'Choose the folder again to go on.',
    filesAgain: 'Choose the files again to go on.',
    actionNamed: (action: string, name: string) => `${action}: ${name}`,
    reallyForget: 'Forget the files that are missing?',
    otherFolder: (name: string) => `That is not “${name}”. Nothing was uploaded.`,
    batchProblems: {
      denied: 'The browser may not read the files. Choose them yourself.',
      gone: 'The files are no longer where they were. Choose them again.',
    },
    arrived: (amount: string) => `${amount} arrived`,
    denied: 'The browser may not read the file. Select “Resume” again to choose it yourself.',
    gone: 'The file was moved or removed on this device. Select “Resume” again to choose it.',
    otherFile: (name: string, size: string, expected: string, expectedSize: string) =>
      `“${name}” (${size}) is not “${expected}” (${expectedSize}). Nothing was changed.`,
  },
  forget: {
    title: 'Forget unfinished uploads on this computer?',
    stopping: (n: number) =>
      `${count(n, 'file is', 'files are')} still uploading. Sign out and stop ${n === 1 ? 'it' : 'them'}?`,
    keeping: (n: number) =>
      n === 1
        ? 'One upload is not finished. If you keep it, this browser remembers which file it is and resumes it when you sign in here again. The app shows it to nobody else.'
        : `${count(n, 'upload', 'uploads')} are not finished. If you keep them, this browser remembers which files they are and resumes them when you sign in here again. The app shows them to nobody else.`,
    forgetting: (n: number) =>
      `If other people use this computer, forget ${n === 1 ? 'it' : 'them'}. What has arrived of large files stays in the storage, and you can resume with the same file on any computer.`,
    stay: 'Stay signed in',
    keep: 'Keep and sign out',
    forget: 'Forget and sign out',
  },
  announce: {
    progress: (done: number, all: number, percent: number) => `${done} of ${all} files uploaded, ${percent} percent.`,
    finished: (done: number, failed: number, identical: number) =>
      [
        `${files(done)} uploaded`,
        failed > 0 ? `${files(failed)} failed` : '',
        identical > 0 ? `${files(identical)} already there` : '',
      ]
        .filter(Boolean)
        .join(', ') + '.',
    again: (n: number) =>
      `Someone changed ${files(n)} of the same ${n === 1 ? 'name' : 'names'} meanwhile. Yours ${n === 1 ? 'is' : 'are'} sent again.`,
    conflict: (n: number) =>
      `${files(n)} already ${n === 1 ? 'exists' : 'exist'}. Choose what to do in the upload list.`,
  },
};
