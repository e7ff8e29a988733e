import { XMLParser } from 'fast-xml-parser';
import { pipe, safeParse, strictObject, transform, unknown, type GenericSchema, type ObjectEntries } from 'valibot';

import { S3Error } from './errors.ts';

/**
 * Reads an XML body by a schema of its elements. Elements named in `lists` are arrays, however many there are.
 * Throws `MalformedXML`.
 */
export function readXml<Value>(text: string, lists: readonly string[], schema: GenericSchema<unknown, Value>): Value {
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    // Without this option `&#34;` would stay as it is; the SDK for Go writes a quote like this.
    htmlEntities: true,
    isArray: (name) => typeof name === 'string' && lists.includes(name),
  });
  const read = safeParse(schema, parsed(parser, text));
  if (!read.success) throw new S3Error('MalformedXML');
  return read.output;
}

/** The schema of an element with these children and no others. Where it needs none it may be empty: `<Filter/>`. */
export const element = <Entries extends ObjectEntries>(entries: Entries) =>
  pipe(
    unknown(),
    transform((read) => (typeof read === 'string' && read.trim() === '' ? {} : read)),
    strictObject(entries),
  );

function parsed(parser: XMLParser, text: string): unknown {
  try {
    return withoutSpace(parser.parse(text));
  } catch {
    throw new S3Error('MalformedXML');
  }
}

/** Removes white space between elements, which pretty-printers leave there; white space inside a key stays. */
function withoutSpace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpace);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '#text' && !name.startsWith('?'));
  return Object.fromEntries(entries.map(([name, child]) => [name, withoutSpace(child)]));
}
