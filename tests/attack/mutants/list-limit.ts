import { takes } from './fields.ts';
import { mutantsOf, type Mutant } from './mutant.ts';

const attack = 'tests/attack/hostile-values.spec.ts';
const takesNone = takes('list-files', 'limit');

/** Mutants of the bounds of a list's length and of its kind. */
export const listLimitMutants: readonly Mutant[] = [
  ...mutantsOf('packages/contract/src/list-files.ts', attack, [
    ['a limit need be no number', `v.regex(/^\\d{1,5}$/, 'Must be a whole number.'),`, '', takesNone],
    ['a list may have no files', `v.minValue(1, 'Must be at least 1.'),`, '', takesNone],
    ['a list may have any length', 'v.maxValue(maxListLimit, `Must be at most ${maxListLimit}.`),', '', takesNone],
    [
      'a list may be of any kind',
      `v.literal('true', 'Must be "true", or absent.')`,
      'v.string()',
      takes('list-files', 'deep'),
    ],
  ]),
];
