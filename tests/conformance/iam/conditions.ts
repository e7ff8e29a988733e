/** Generated conditions of statements, and the condition keys that requests have. */
import { conditionKeys } from '@airlock/stand-ins/iam/condition-keys.ts';
import fc from 'fast-check';

import { accountId } from './simulator.ts';

/** A value alone or in a list: policies may write both. */
export const oneOrMore = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));

const numericKeys = ['s3:TlsVersion', 's3:signatureAge', 's3:max-keys'];
const booleanKeys = ['aws:SecureTransport', 's3:ObjectCreationOperation'];
const textKeys = conditionKeys.filter((key) => ![...numericKeys, ...booleanKeys].includes(key));

/** Keys that the template uses come more often, so that requests and conditions meet. */
const often = [
  'aws:SecureTransport',
  's3:TlsVersion',
  's3:signatureAge',
  's3:prefix',
  's3:if-none-match',
  's3:authType',
];
const spelled = (keys: readonly string[]) => {
  const usual = often.filter((it) => keys.includes(it));
  return fc.constantFrom(...keys, ...[1, 2, 3, 4, 5].flatMap(() => usual), ...usual.map((it) => it.toUpperCase()));
};
const texts = fc.constantFrom(
  'users/u/',
  'users/',
  'users/U/',
  'AWS',
  'aws',
  '*',
  'a',
  '"e"',
  'users/u/a.txt',
  accountId,
);
const patterns = fc.oneof(texts, fc.constantFrom('users/*', 'u?ers/*', '*', '?', '*/u/*', 'A*', '["]e"'));
const numbers = fc.constantFrom('0', '1', '1.2', '1.20', '1.3', '900000', '900001', '-1', '10');
const booleans = fc.constantFrom('true', 'false', 'True', true, false);

const operator = (name: string, keys: readonly string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(spelled(keys), oneOrMore(values), { minKeys: 1, maxKeys: 2 }).map((keyed) => ({ [name]: keyed }));
/** The element Condition with one or two operators. */
export const namedConditions = fc
  .array(
    fc.oneof(
      operator('StringEquals', textKeys, texts),
      operator('StringLike', textKeys, patterns),
      operator('NumericLessThan', numericKeys, numbers),
      operator('NumericGreaterThan', numericKeys, numbers),
      operator('Bool', booleanKeys, booleans),
      operator('Null', conditionKeys, fc.constantFrom('true', 'false')),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((parts) => Object.assign({}, ...parts) as object);

/** Each key has one value: none of those that the evaluator knows is a list in AWS. */
const given = (keys: readonly string[], values: fc.Arbitrary<string>) =>
  fc.dictionary(spelled(keys), values, { maxKeys: 4 });
/** The condition keys of a request. */
export const contexts = fc
  .tuple(
    given(textKeys, texts),
    given(numericKeys, fc.oneof(numbers, fc.constantFrom('', 'abc'))),
    given(booleanKeys, fc.constantFrom('true', 'false', 'TRUE', '')),
  )
  .map(([some, more, most]) => distinct({ ...some, ...more, ...most }));

/** A request has a key once, however it is spelled. */
const distinct = (context: Record<string, string>) =>
  Object.fromEntries(new Map(Object.entries(context).map((entry) => [entry[0].toLowerCase(), entry])).values());
