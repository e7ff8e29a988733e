import { mutantsOf, type Mutant } from './mutant.ts';

/** Mutants of the rules for passwords, in the template and in the pool. */
export const passwordMutants: readonly Mutant[] = [
  ...mutantsOf('template.yaml', 'tests/attack/passwords.spec.ts', [
    ['passwords of twelve characters', 'MinimumLength: 14', 'MinimumLength: 12', 'takes no short password'],
    [
      'a password that comes back',
      'PasswordHistorySize: 5',
      'PasswordHistorySize: 1',
      'is none of the last five, so that a password that was given up',
    ],
    ['passwords of forty characters', 'MinimumLength: 14', 'MinimumLength: 40', 'takes a long one$'],
  ]),
];
