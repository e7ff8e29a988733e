/**
 * Returns `path` with a number in its name: `a/report.pdf` becomes `a/report (2).pdf`. When the name already has a
 * number, `add` is added to it.
 */
export function numberedPath(path: string, add = 1): string {
  const slash = path.lastIndexOf('/') + 1;
  const name = path.slice(slash);
  // A leading dot belongs to the name (".env"), as do the two endings of an archive (".tar.gz").
  const match = /^(.+?)(?: \((\d{1,6})\))?((?:\.tar)?\.[^.\s]{1,16})?$/s.exec(name);
  const [, stem = name, number = '1', ending = ''] = match ?? [];
  return `${path.slice(0, slash)}${stem} (${Number(number) + add})${ending}`;
}
