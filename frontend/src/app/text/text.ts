import type { ApiErrorCode } from '../api/api-error.ts';
import type { ConfigProblem } from '../api/config.ts';
import { signInText } from './sign-in-text.ts';

const calls: Record<ApiErrorCode, string> = {
  'invalid-request': 'The request was refused. Reload the page and try again.',
  'invalid-path': 'That name is not allowed.',
  'unsupported-media-type': 'The request was refused. Reload the page and try again.',
  unauthorized: 'You are signed out. Sign in again.',
  'not-found': 'It no longer exists.',
  'already-exists': 'A file with this name already exists.',
  'changed-meanwhile': 'This file has changed in the meantime. Nothing was replaced.',
  'upload-incomplete': 'Not all parts have arrived. Try again.',
  'upload-outdated': 'The file of this name was changed while yours was sent. Upload it again.',
  'body-too-large': 'The request was too large.',
  'use-multipart': 'The file is too large for one request.',
  'file-too-large': 'The file is larger than this installation allows.',
  'too-many-uploads': 'You have too many unfinished uploads. Finish or discard some of them, then try again.',
  'too-large-to-copy': 'This version is too large to become the current one. Download it and upload it again.',
  'storage-refused': 'The storage does not give this file out: it is archived, or locked with another key.',
  'too-many-requests': 'Too many requests. Wait a moment, then try again.',
  unavailable: 'The service is busy or down. Try again in a minute.',
  internal: 'Something went wrong on the server. Try again in a minute.',
  network: 'No connection to the server. Check your network, then try again.',
};

const configProblems: Record<ConfigProblem, string> = {
  unreachable: 'The server did not answer. Check your connection, then try again.',
  missing: 'The server has no config.json for this app. If you run it, publish config.json beside the app.',
  malformed: 'The config.json of this installation is incomplete. If you run it, compare it with the documentation.',
};

/**
 * The texts of the first load. Those of a part that loads later are in a file of its own, beside this one. A translation
 * is a second object of each type.
 */
export const text = {
  appName: 'Airlock',
  common: { close: 'Close', tryAgain: 'Try again' },
  calls,
  config: { title: 'Airlock cannot start', problems: configProblems },
  notFound: {
    title: 'Page not found',
    body: 'The address may be mistyped, or the page may have moved.',
    home: 'Go to your files',
  },
  header: {
    theme: 'Appearance',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    account: (name: string) => `Account of ${name}`,
    signedInAs: 'Signed in as',
    keys: 'Keyboard shortcuts',
    changePassword: 'Change password',
    changeEmail: 'Change e-mail address',
    twoStep: 'Two-step sign-in',
    signOut: 'Sign out',
    signOutEverywhere: 'Sign out on all devices',
    skip: 'Skip to the content',
  },
  nav: {
    label: 'Places',
    files: 'My files',
    trash: 'Trash',
    activity: 'Activity',
  },
  offline: {
    banner: 'You are offline. Uploads resume automatically when the network is back.',
    back: 'You are back online.',
  },
  signIn: signInText,
};
