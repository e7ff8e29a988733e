/** Returns the rows of the first table under a heading of a Markdown page, without the head of the table. */
export function rowsUnder(page: string, heading: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const from = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (from === -1) throw new Error(`The page has no heading ${heading}.`);
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => line.startsWith('#'));
  const section = end === -1 ? rest : rest.slice(0, end);
  const first = section.findIndex((line) => line.startsWith('|'));
  const table = section.slice(first).slice(0, lengthOf(section.slice(first)));
  if (first === -1 || table.length < 3) throw new Error(`There is no table under ${heading}.`);
  return table.slice(2).map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

function lengthOf(lines: readonly string[]): number {
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return end === -1 ? lines.length : end;
}

/** Numbers of things by their names. */
export type Counts = Readonly<Record<string, number>>;

/** Reads a cell such as "1 LIST, 2 PUT" or "none". The names may be code. */
export function countsIn(cell: string): Counts {
  if (cell === 'none') return {};
  return Object.fromEntries(
    cell.split(', ').map((item) => {
      const [, count, name] = /^([\d,]+) `?([\w-]+)`?$/.exec(item) ?? [];
      if (count === undefined || name === undefined) throw new Error(`Not a count: ${item}`);
      return [name, numberIn(count)];
    }),
  );
}

/** Reads a number such as 1,248,000. */
export function numberIn(cell: string): number {
  const number = Number(cell.replaceAll(',', ''));
  if (!Number.isFinite(number)) throw new Error(`Not a number: ${cell}`);
  return number;
}
