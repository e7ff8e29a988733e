import { mutantsOf, type Mutant } from './mutant.ts';

/** Mutants of the rules for passwords, in the template and in the pool. */
export const passwordMutants: readonly Mutant[] = [
  ...mutantsOf('template.yaml', 'tests/attack/passwords.spec.ts', [
    ['passwords of twelve characters', 'MinimumLength: 14', 'MinimumLength: 12', 'takes no short password'],
    ['passwords of forty characters', 'MinimumLength: 14', 'MinimumLength: 40', 'takes a long one$'],
  ]),
];
