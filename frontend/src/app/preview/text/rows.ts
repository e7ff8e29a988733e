/** A piece of a line and what it is in its language, such as `keyword`. */
export type Span = readonly [text: string, kind?: string];

/** One row of a text: a line, or a part of a line that is too long for one. */
export interface Row {
  /** Number of the line; undefined where a row goes on with the line before. */
  readonly line: number | undefined;
  readonly spans: readonly Span[];
}

/** A longer line is cut into rows of this length: browsers lay out one of a megabyte very slowly. */
const mostRowLength = 1_000;
const rowsInBlock = 50;
/** A file of nothing but line feeds has a million lines. */
export const mostRows = 100_000;

/** Cuts spans, which follow each other, into rows. A line feed may stand within a span. */
export function rowsOf(spans: Iterable<Span>): readonly Row[] {
  const rows: { line: number | undefined; spans: Span[] }[] = [{ line: 1, spans: [] }];
  let lines = 1;
  let length = 0;
  const begin = (line: number | undefined): void => {
    length = 0;
    rows.push({ line, spans: [] });
  };
  for (const [text, kind] of spans) {
    let isFirst = true;
    for (const part of linesOf(text)) {
      if (!isFirst) begin((lines += 1));
      isFirst = false;
      for (let from = 0; from < part.length && rows.length <= mostRows;) {
        if (length >= mostRowLength) begin(undefined);
        const piece = pieceOf(part, from, mostRowLength - length);
        rows.at(-1)?.spans.push(kind === undefined ? [piece] : [piece, kind]);
        length += piece.length;
        from += piece.length;
      }
      if (rows.length > mostRows) return rows.slice(0, mostRows);
    }
  }
  return rows.slice(0, mostRows);
}

/** Returns one line after the other, so that nobody holds a million of them. */
function* linesOf(text: string): Generator<string> {
  let from = 0;
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
    yield text.slice(from, index);
    from = index + end.length;
  }
  yield text.slice(from);
}

/** Returns the rows in groups, each of which is drawn at once. */
export const blocksOf = (rows: readonly Row[]): readonly (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / rowsInBlock) }, (_, index) =>
    rows.slice(index * rowsInBlock, (index + 1) * rowsInBlock),
  );

/** Never ends between the two halves of a character, such as those of an emoji. */
function pieceOf(text: string, from: number, most: number): string {
  const isInCharacter = /[\uD800-\uDBFF]/.test(text.charAt(from + most - 1)) && from + most < text.length;
  return text.slice(from, from + most + (isInCharacter ? 1 : 0));
}
