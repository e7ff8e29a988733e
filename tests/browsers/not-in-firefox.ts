/** A journey that does not run in Firefox, and why: what it needs is not there, or its driver does something else. */
export interface LeftOut {
  readonly title: string;
  readonly why: string;
}

export const leftOut: readonly LeftOut[] = [
  {
    title: 'a file that is dropped on the sign-in page does not replace the app',
    why: 'Only the protocol of Chromium can drop a file of the disk.',
  },
  {
    title: 'a file dropped in the moment in which the page changes under the pointer',
    why: 'Only the protocol of Chromium can drop a file of the disk.',
  },
  {
    title: 'a name with spaces and quotes',
    why: 'Firefox saves “%” in a name as “_”; the other names of this journey run.',
  },
  {
    title: 'the same name twice: keep both, replace, skip',
    why: 'The driver of Firefox tells of no file dialog after a download.',
  },
];
