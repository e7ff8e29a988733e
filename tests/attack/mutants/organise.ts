import { mutantsOf, type Mutant } from './mutant.ts';

const changes = 'frontend/src/app/changes';

/** Mutants of what the page asks for when a person renames, moves and copies. */
export const organiseMutants: readonly Mutant[] = [
  ...mutantsOf(`${changes}/move-requests.ts`, `${changes}/move-requests.spec.ts`, [
    [
      'what goes with a folder is asked for twice',
      'if (folders.size === 0) return entries;',
      'return entries;',
      'leaves out what goes with a folder$',
    ],
    [
      'a request names one target twice',
      '(names.has(to) ? again : first)',
      '(names.has(to) ? first : first)',
      'numbers all but the first of one name',
    ],
  ]),
  ...mutantsOf(`${changes}/rename/name-problem.ts`, `${changes}/rename/name-problem.spec.ts`, [
    ['a taken name is not said', 'taken.has(path) ||', 'false ||', 'knows the names that are taken'],
  ]),
];
