/** One value of a line: in quotes, where a quote inside is doubled, or anything up to the next separator. */
const value = /\s*(?:"((?:[^"]|"")*)"\s*|([^"]*?))\s*$/;

/**
 * Reads lines of comma-separated values, as spreadsheets save them (RFC 4180): with a byte order mark or without, and with
 * semicolons where the language of the spreadsheet uses commas in numbers. Returns the values of each line that has any,
 * with its number from 1; `undefined` in place of the values of a line whose quotes do not match. A value has one line.
 */
export function readCsv(text: string): { readonly number: number; readonly values: readonly string[] | undefined }[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const separator = lines[0]?.includes(';') === true ? ';' : ',';
  return lines
    .map((line, index) => ({ number: index + 1, values: valuesOf(line, separator) }))
    .filter(({ values }) => values?.some((it) => it !== '') ?? true);
}

/** Splits at each separator that is outside of quotes: one before which the number of quotes is even. */
function valuesOf(line: string, separator: ',' | ';'): readonly string[] | undefined {
  const pieces = line.split(new RegExp(`${separator}(?=(?:[^"]*"[^"]*")*[^"]*$)`));
  const values = pieces.map((piece) => value.exec(piece));
  return values.some((it) => it?.index !== 0)
    ? undefined
    : values.map((it) => it?.[1]?.replaceAll('""', '"') ?? it?.[2] ?? '');
}
