import type { KeyRange } from './store/metadata.ts';

/** One entry of a listing: a row, or a common prefix that stands for all keys below it. */
export type ListEntry<Row> =
  { readonly kind: 'row'; readonly row: Row } | { readonly kind: 'prefix'; readonly prefix: Buffer };

export interface Page<Row> {
  readonly entries: readonly ListEntry<Row>[];
  readonly isTruncated: boolean;
}

export interface Walk<Row> {
  readonly prefix: Buffer;
  readonly delimiter: Buffer;
  readonly maxEntries: number;
  /** Only keys after this one are listed; with `includeAfter` also this one. Empty means from the start. */
  readonly after: Buffer;
  readonly includeAfter: boolean;
  /** Returns the rows of a range in order, read as they are asked for. */
  readonly read: (range: KeyRange) => Iterable<Row>;
  readonly keyOf: (row: Row) => Uint8Array;
}

/**
 * Returns the least key that is greater than every key that begins with these bytes, or `undefined` when there is none.
 */
export function afterPrefix(prefix: Buffer): Buffer | undefined {
  for (let length = prefix.length; length > 0; length -= 1) {
    const last = prefix[length - 1];
    if (last !== undefined && last < 0xff) return Buffer.concat([prefix.subarray(0, length - 1), Buffer.of(last + 1)]);
  }
  return undefined;
}

/**
 * Returns a page of keys in the order of their bytes. Nothing below a common prefix is read: the walk jumps to the
 * first key after it. A page therefore costs as much as it has entries, however many keys there are.
 */
export function walkKeys<Row>(walk: Walk<Row>): Page<Row> {
  const entries: ListEntry<Row>[] = [];
  if (walk.maxEntries === 0) return { entries, isTruncated: false };
  const end = afterPrefix(walk.prefix);
  const inPrefix = Buffer.compare(walk.after, walk.prefix) < 0;
  let range: KeyRange | undefined = inPrefix
    ? { from: walk.prefix, includeFrom: true, end }
    : { ...firstAfter(walk), end };
  while (range) {
    let jump: Buffer | undefined;
    for (const row of walk.read(range)) {
      if (entries.length === walk.maxEntries) return { entries, isTruncated: true };
      const prefix = commonPrefix(Buffer.from(walk.keyOf(row)), walk);
      entries.push(prefix ? { kind: 'prefix', prefix } : { kind: 'row', row });
      if (prefix) {
        jump = afterPrefix(prefix);
        break;
      }
    }
    range = jump && { from: jump, includeFrom: true, end };
  }
  return { entries, isTruncated: false };
}

/**
 * Returns where the listing begins. A marker that is a common prefix was the last entry of a page, so everything below
 * it has been listed.
 */
function firstAfter<Row>(walk: Walk<Row>): Pick<KeyRange, 'from' | 'includeFrom'> {
  const { after, includeAfter } = walk;
  const prefix = includeAfter ? undefined : commonPrefix(after, walk);
  const next = prefix?.equals(after) ? afterPrefix(after) : undefined;
  return next ? { from: next, includeFrom: true } : { from: after, includeFrom: includeAfter };
}

function commonPrefix<Row>(key: Buffer, { prefix, delimiter }: Walk<Row>): Buffer | undefined {
  if (delimiter.length === 0) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.subarray(0, at + delimiter.length);
}
