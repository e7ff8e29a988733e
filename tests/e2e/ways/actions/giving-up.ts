import { expect } from '../../journey.ts';
import type { Actions, Outcome } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import type { Keyboard } from '../hands/keyboard.ts';
import { dialog, inDialog, item, more, row } from '../things.ts';

/** Dialogs are cancelled, and nothing changes. */
export const givingUp: Actions = {
  'give up a move': {
    files: ['docs/a.txt'],
    begins: 'docs',
    by: {
      mouse: giveUp('Move to…'),
      touch: giveUp('Move to…'),
      keyboard: giveUpByKeys('Move to…'),
    },
    outcome: nothingChanged,
  },

  'give up a new name': {
    files: ['docs/a.txt'],
    begins: 'docs',
    by: {
      mouse: giveUp('Rename'),
      touch: giveUp('Rename'),
      keyboard: giveUpByKeys('Rename'),
    },
    outcome: nothingChanged,
  },

  'give up a move with Escape': {
    files: ['docs/a.txt'],
    begins: 'docs',
    by: {
      mouse: { why: 'Escape is a key.', instead: ['give up a move'] },
      touch: { why: 'Escape is a key.', instead: ['give up a move'] },
      keyboard: escape('Move to…'),
    },
    outcome: nothingChanged,
  },

  'give up a copy with Escape': {
    files: ['docs/a.txt'],
    begins: 'docs',
    by: {
      mouse: { why: 'Escape is a key.', instead: ['give up a move'] },
      touch: { why: 'Escape is a key.', instead: ['give up a move'] },
      keyboard: escape('Copy to…'),
    },
    outcome: nothingChanged,
  },

  'give up a new name with Escape': {
    files: ['docs/a.txt'],
    begins: 'docs',
    by: {
      mouse: { why: 'Escape is a key.', instead: ['give up a new name'] },
      touch: { why: 'Escape is a key.', instead: ['give up a new name'] },
      keyboard: escape('Rename'),
    },
    outcome: nothingChanged,
  },
};

function giveUp(action: string) {
  return async (pointer: Pointer): Promise<void> => {
    await pointer.press(more('a.txt'));
    await pointer.press(item(action));
    await pointer.press(inDialog('Cancel'));
  };
}

function giveUpByKeys(action: string) {
  return async (keys: Keyboard): Promise<void> => {
    await keys.reach(row('a.txt'));
    await keys.chooseInMenu(item(action));
    await keys.enter(inDialog('Cancel'));
  };
}

function escape(action: string) {
  return async (keys: Keyboard): Promise<void> => {
    await keys.reach(row('a.txt'));
    await keys.chooseInMenu(item(action));
    await keys.sees(dialog);
    await keys.press('Escape');
    await keys.isAt(row('a.txt'));
  };
}

async function nothingChanged({ page, place, changes }: Outcome): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  // A page that has been loaded anew sends nothing more of what was chosen before.
  await page.reload();
  await expect(row('a.txt')(page)).toBeVisible();
  expect(changes).toEqual([]);
  expect(await place.paths()).toEqual(['docs/a.txt']);
}
