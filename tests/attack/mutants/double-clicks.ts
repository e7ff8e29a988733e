import { mutantsOf, type Mutant } from './mutant.ts';

const app = 'frontend/src/app';

/** Mutants of the rules that let what is pressed twice be done once. */
export const doubleClickMutants: readonly Mutant[] = [
  ...mutantsOf(`${app}/shell/double-click-guard.ts`, `${app}/shell/double-click-guard.spec.ts`, [
    [
      'the second click is for whatever the first has brought',
      'about !== this.#first || about.matches(once)',
      'about.matches(once)',
      'keeps the second click from',
    ],
    [
      'what acts once acts with each click',
      'about !== this.#first || about.matches(once)',
      'about !== this.#first',
      'lets what acts once act once',
    ],
    [
      'a row is opened through a menu',
      "'click', 'dblclick'] as const",
      "'click'] as const",
      'keeps the second click from',
    ],
    ['the second press takes the focus', "['mousedown', 'click'", "['click'", 'leaves the focus where it was'],
  ]),
  ...mutantsOf(`${app}/loading/lazy-dialogs.ts`, `${app}/loading/lazy-dialogs.spec.ts`, [
    ['each click opens a dialog', '|| !isLast() ||', '||', 'opens one dialog for two clicks'],
    ['a question is left out', 'if (mustBeAnswered) return', 'if (!mustBeAnswered) return', 'leaves out no question'],
  ]),
  ...mutantsOf(`${app}/changes/trash/trash-page.ts`, `${app}/changes/trash/trash-page-actions.spec.ts`, [
    ['the trash asks for each click', ' && this.#wish === wish', '', 'asks once when the button is pressed twice'],
  ]),
];
