import { readFileSync } from 'node:fs';

import { CsvError, parse } from 'csv-parse/sync';

import type { CommandLine } from './command-line.ts';
import { PlainError } from './plain-error.ts';

/** A user to create. */
export interface Person {
  readonly name: string;
  /** Empty for none. */
  readonly email: string;
}

/**
 * Returns the people whom the command line names, one by one or in a file. Throws a `PlainError` for a file that cannot be
 * used, before anybody is created.
 */
export function peopleOf({ names, email = '', csv }: CommandLine): readonly Person[] {
  const people = csv === undefined ? names.map((name) => ({ name, email })) : peopleIn(csv);
  // Cognito compares names byte by byte, and keyboards type them in this form.
  return people.map((person) => ({ ...person, name: person.name.normalize('NFC') }));
}

const example = 'its first line must be "username,email", and each line after it one person';

function peopleIn(file: string): readonly Person[] {
  const [header, ...lines] = recordsIn(file);
  const columns = header?.values.map((it) => it.toLowerCase()) ?? [];
  const [nameColumn, emailColumn] = [columns.indexOf('username'), columns.indexOf('email')];
  if (nameColumn < 0) throw new PlainError(`${file} has no column "username": ${example}.`);
  if (lines.length === 0) throw new PlainError(`${file} names nobody: ${example}.`);
  const people = lines.map(({ values, line }) => {
    const name = values[nameColumn] ?? '';
    const place = `Line ${line} of ${file}`;
    if (values.length > columns.length)
      throw new PlainError(`${place} has more values than the first line has columns.`);
    if (name === '') throw new PlainError(`${place} has no user name.`);
    return { name, email: values[emailColumn] ?? '' };
  });
  const twice = people.find(({ name }, index) => people.findIndex((it) => it.name === name) < index);
  if (twice !== undefined) throw new PlainError(`${file} names ${twice.name} twice: leave one of the lines out.`);
  return people;
}

interface CsvRecord {
  readonly values: readonly string[];
  readonly line: number;
}

/** Reads comma-separated values as spreadsheets save them: with semicolons where the language uses commas in numbers. */
function recordsIn(file: string): readonly CsvRecord[] {
  const text = textOf(file);
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_records_with_empty_values: true,
      trim: true,
      delimiter: text.split(/[\r\n]/, 1)[0]?.includes(';') === true ? ';' : ',',
      on_record: (values, { lines }) => {
        records.push({ values, line: lines });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new PlainError(`Line ${String(error['lines'])} of ${file} has a quote too many or too few.`);
  }
}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new PlainError(`${file} cannot be read: name a file that is there.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PlainError(`${file} is not in UTF-8: save it again as "CSV UTF-8".`);
  }
}
