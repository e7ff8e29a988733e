import { anyCharacter } from '@airlock/contract/testing/any-character.ts';
import fc from 'fast-check';

import { fieldsOf, goodValue, operations, type Field, type Input, type Operation } from '../api.ts';
import { foreignNames, hostileValues } from '../hostile-values.ts';

/** Pieces from which paths and queries are made, good and broken. */
const pieces = [
  '.',
  '..',
  '/',
  '\\',
  '%2e',
  '%2f',
  '+',
  '&',
  '=',
  '#',
  ' ',
  'a',
  'é',
  '😀',
  '\u0000',
  '\u202e',
  '\ud800',
];

/**
 * Text of every kind: any Unicode, also half of a surrogate pair, path syntax, and text that some reader takes for
 * something else.
 */
const text = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((it) => it.join('')),
  fc.constantFrom('', 'null', 'undefined', 'NaN', '0', '-1', '1e999', '__proto__', '{}', '[]', "' OR 1=1 --", '${7*7}'),
  fc.nat({ max: 70_000 }).map((length) => 'x'.repeat(length)),
);

/** Any JSON value, as the value of one field of a request. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: text, weight: 3 },
  fc.jsonValue({ maxDepth: 2 }),
  fc.double(),
  fc.maxSafeInteger(),
);

/**
 * Generates values of a field. The more fields an operation has, the more of them are good, so that the last field is
 * tested too.
 */
function valueOf(operation: Operation, field: Field, goodWeight: number): fc.Arbitrary<unknown> {
  const single = singleOf(operation, field);
  return fc.oneof(
    { arbitrary: fc.constant(goodValue(operation, field.name)), weight: goodWeight },
    { arbitrary: fc.constantFrom(...hostileValues(field)), weight: 2 },
    { arbitrary: anything, weight: 3 },
    ...(single === undefined ? [] : [{ arbitrary: fc.array(inputsOf(single), { maxLength: 4 }), weight: 12 }]),
  );
}

/** Returns the operation whose inputs a field lists: `files` of `presign-put-batch` are inputs of `presign-put`. */
function singleOf({ name }: Operation, field: Field): Operation | undefined {
  return field.name === 'files' ? operations.find((it) => `${it.name}-batch` === name) : undefined;
}

/**
 * Generates inputs of an operation: its fields are good, bad or absent, and sometimes there are names that it does not
 * have.
 */
export function inputsOf(operation: Operation): fc.Arbitrary<Input> {
  const fields = fieldsOf(operation);
  const goodWeight = fields.length < 2 ? 1 : 2 * fields.length;
  const values = Object.fromEntries(fields.map((field) => [field.name, valueOf(operation, field, goodWeight)]));
  // Without the names in its path, the request would belong to another route.
  const requiredKeys = fields.filter(({ place }) => place === 'path').map(({ name }) => name);
  const known = fc.oneof({ arbitrary: fc.record(values), weight: 4 }, fc.record(values, { requiredKeys }));
  // For an operation without fields, all inputs without foreign names are the same.
  const foreignName = fc.oneof(fc.constantFrom(...foreignNames), text);
  const foreign = fc.oneof(
    { arbitrary: fc.constant([]), weight: 1 + fields.length },
    {
      arbitrary: fc.array(fc.tuple(foreignName, anything), { minLength: 1, maxLength: 3 }),
      weight: fields.length === 0 ? 20 : 5,
    },
  );
  return fc.tuple(known, foreign).map(([input, more]) => Object.fromEntries([...Object.entries(input), ...more]));
}
