import { maxPathBytes, maxSegmentBytes } from '@airlock/contract';

/**
 * Returns `path` with a number in its name: `a/report.pdf` becomes `a/report (2).pdf`. When the name already has a
 * number, `add` is added to it. A name that becomes too long loses characters before the number.
 */
export function numberedPath(path: string, add = 1): string {
  const slash = path.lastIndexOf('/') + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash)];
  // A leading dot belongs to the name (".env"), as do the two endings of an archive (".tar.gz").
  const match = /^(.+?)(?: \((\d{1,6})\))?((?:\.tar)?\.[^.\s]{1,16})?$/s.exec(name);
  const [, stem = name, number = '1', ending = ''] = match ?? [];
  const numbered = ` (${Number(number) + add})${ending}`;
  const room = Math.min(maxSegmentBytes, maxPathBytes - bytesOf(folder)) - bytesOf(numbered);
  return `${folder}${shortened(stem, room)}${numbered}`;
}

const utf8 = new TextEncoder();
const bytesOf = (text: string): number => utf8.encode(text).length;

/** Returns as much of `text` as fits into `room` bytes of UTF-8, and at least one character of it. */
function shortened(text: string, room: number): string {
  if (bytesOf(text) <= room) return text;
  let kept = '';
  // What a person sees as one character may be several code points, such as an emoji of a family.
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept !== '' && bytesOf(kept + segment) > room) break;
    kept += segment;
  }
  return kept.trimEnd();
}
