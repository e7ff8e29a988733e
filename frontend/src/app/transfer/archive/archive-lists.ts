import type { ChangedName } from './archive-names.ts';

/** Byte order mark, by which every editor of Windows knows UTF-8. */
const mark = '\ufeff';
/** A path cannot break a line of the list. */
const inOneLine = (path: string): string => path.replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, '\ufffd');
const list = (head: string, lines: readonly string[]): string => `${mark}${[head, '', ...lines, ''].join('\r\n')}`;

/** Returns the list of the files that are not in an archive, each with the reason. */
export const missingList = (
  head: string,
  missing: readonly { readonly path: string; readonly words: string }[],
): string =>
  list(
    head,
    missing.map(({ path, words }) => `${inOneLine(path)}: ${words}`),
  );

/** Returns the list of the files and folders whose names in an archive are others. */
export const changedList = (head: string, changed: readonly ChangedName[]): string =>
  list(
    head,
    changed.map(({ path, name }) => `${inOneLine(path)} → ${inOneLine(name)}`),
  );
