import { expect } from '../../journey.ts';
import type { Action, Actions, Outcome } from '../action.ts';
import { box, button, row } from '../things.ts';

const files = ['a.txt', 'b.txt', 'docs/c.txt'];

/** Checks what is selected: the sentence about it, and the rows. */
const selected =
  (sentence: string, names: readonly string[]): Action['outcome'] =>
  async ({ page }: Outcome) => {
    await expect(page.getByRole('toolbar').getByRole('status')).toHaveText(sentence);
    for (const name of names) await expect(row(name)(page)).toHaveAttribute('aria-selected', 'true');
    await expect(page.locator('[aria-selected=true]')).toHaveCount(names.length);
  };

/** Files and folders are selected. */
export const selecting: Actions = {
  'select one file': {
    files,
    by: {
      mouse: (mouse) => mouse.press(row('a.txt')),
      touch: (finger) => finger.rest(row('a.txt')),
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Space');
      },
    },
    outcome: selected('1 file selected', ['a.txt']),
  },

  'select several': {
    files,
    by: {
      mouse: async (mouse) => {
        await mouse.press(box('Select a.txt'));
        await mouse.press(box('Select docs'));
      },
      touch: async (finger) => {
        await finger.rest(row('a.txt'));
        await finger.press(row('docs'));
      },
      keyboard: async (keys) => {
        await keys.reach(row('docs'));
        await keys.press('Shift+ArrowDown');
      },
    },
    outcome: selected('1 folder, 1 file selected', ['docs', 'a.txt']),
  },

  'select all of the folder': {
    files,
    by: {
      mouse: (mouse) => mouse.press(box('Select all')),
      touch: (finger) => finger.press(box('Select all')),
      keyboard: async (keys) => {
        await keys.reach(row('b.txt'));
        await keys.press('Control+a');
      },
    },
    outcome: selected('1 folder, 2 files selected', ['docs', 'a.txt', 'b.txt']),
  },

  'clear the selection': {
    files,
    by: {
      mouse: async (mouse) => {
        await mouse.press(row('a.txt'));
        await mouse.press(button('Clear selection'));
      },
      touch: async (finger) => {
        await finger.rest(row('a.txt'));
        await finger.press(button('Clear selection'));
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Space');
        await keys.sees(button('Clear selection'));
        await keys.press('Escape');
      },
    },
    outcome: async ({ page }) => {
      await expect(page.getByRole('toolbar')).toHaveCount(0);
      await expect(page.locator('[aria-selected=true]')).toHaveCount(0);
    },
  },
};
