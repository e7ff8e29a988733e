import { countsIn, numberIn, rowsUnder, type Counts } from './page-tables.ts';

const chargedAsWrite: ReadonlySet<string> = new Set(['PUT', 'COPY', 'POST', 'LIST']);
const chargedAsRead: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Sums requests to S3 as AWS charges for them: PUT, COPY, POST and LIST, then GET and HEAD. Deletes are free. */
export function charged(counts: Counts): { readonly writes: number; readonly reads: number } {
  const sum = (kinds: ReadonlySet<string>): number =>
    Object.entries(counts).reduce((total, [kind, count]) => total + (kinds.has(kind) ? count : 0), 0);
  return { writes: sum(chargedAsWrite), reads: sum(chargedAsRead) };
}

/** Returns the size in bytes that a cell such as "25 MB" or "16 MiB" means. */
export function bytesIn(cell: string): number {
  const [, number, unit = ''] = /^([\d,]+) (MiB|GiB|MB|GB)$/.exec(cell) ?? [];
  const bytes = { MiB: 1024 ** 2, GiB: 1024 ** 3, MB: 1e6, GB: 1e9 }[unit];
  if (number === undefined || bytes === undefined) throw new Error(`Not a size: ${cell}`);
  return numberIn(number) * bytes;
}

interface Price {
  readonly dollars: number;
  /** How many units the price is for. */
  readonly each: number;
  /** Units that are free each month. */
  readonly free: number;
}

export interface CostPage {
  /** What each call asks of S3, by the first cell of its row. */
  readonly calls: ReadonlyMap<string, Counts>;
  /** What an upload asks for, by the size of the file. */
  readonly uploads: ReadonlyMap<string, Counts>;
  readonly prices: ReadonlyMap<string, Price>;
  /** What the people of each load do in a month, by the first cell of the row. */
  readonly loads: readonly ReadonlyMap<string, string>[];
  /** What each load asks for and costs, by the first cell of the row. */
  readonly asked: readonly ReadonlyMap<string, number>[];
  readonly costs: readonly ReadonlyMap<string, number>[];
  /** What downloads cost from S3 and through CloudFront. */
  readonly downloads: readonly ReadonlyMap<string, number>[];
}

/** Reads the tables of docs/cost.md. */
export function readCostPage(page: string): CostPage {
  const counts = (heading: string) =>
    new Map(rowsUnder(page, heading).map(([what = '', cell = '']) => [what, countsIn(cell)]));
  const byLoad = (heading: string) =>
    [1, 2, 3].map((column) => new Map(rowsUnder(page, heading).map((row) => [row[0] ?? '', row[column] ?? ''])));
  const numbers = (columns: readonly ReadonlyMap<string, string>[]) =>
    columns.map((column) => new Map([...column].map(([what, cell]) => [what, numberIn(cell)])));
  return {
    calls: counts('What each call asks of S3'),
    uploads: counts('What an upload asks for'),
    prices: new Map(rowsUnder(page, 'Prices').map(([what = '', ...cells]) => [what, toPrice(cells)])),
    loads: byLoad('Three loads'),
    asked: numbers(byLoad('What they ask for')),
    costs: numbers(byLoad('What they cost')),
    downloads: numbers(byLoad('Downloads through CloudFront')),
  };
}

function toPrice([dollars = '', each = '', free = '']: readonly string[]): Price {
  return { dollars: numberIn(dollars), each: leadingNumber(each), free: free === '–' ? 0 : leadingNumber(free) };
}

const leadingNumber = (cell: string): number => numberIn(cell.split(' ')[0] ?? '');
