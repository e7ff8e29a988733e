import { expect } from '../../journey.ts';
import type { Actions } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import type { Keyboard } from '../hands/keyboard.ts';
import { account, appearance, button, dialog, field, inDialog, item, place, row } from '../things.ts';

const files = ['a.txt'];

/** What is around the list: new folders, the places of the app and the menu of the account. */
export const frame: Actions = {
  'make a folder': {
    files,
    by: {
      mouse: makeFolder,
      touch: makeFolder,
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('F8');
        await keys.typeInto(field('Name'), 'reports');
        await keys.press('Enter');
        await keys.isAt(row('reports'));
      },
    },
    outcome: async ({ page, place: where }) => {
      await expect(dialog(page)).toHaveCount(0);
      await expect(row('reports')(page)).toBeVisible();
      expect(await where.paths()).toEqual(['a.txt', 'reports/']);
    },
  },

  'go to another place': {
    files,
    by: {
      mouse: (mouse) => mouse.press(place('Activity')),
      touch: (finger) => finger.press(place('Activity')),
      keyboard: (keys) => keys.enter(place('Activity')),
    },
    outcome: async ({ page }) => {
      await expect(page).toHaveTitle('Activity · Airlock');
      await expect(place('Activity')(page)).toHaveAttribute('aria-current', 'page');
    },
  },

  'choose the dark appearance': {
    files,
    by: {
      mouse: darken,
      touch: darken,
      keyboard: async (keys) => {
        await keys.enter(account);
        await keys.choose(appearance('Dark'));
      },
    },
    outcome: async ({ page }) => {
      await expect(appearance('Dark')(page)).toBeChecked();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    },
  },

  'look at the list of keys': {
    files,
    by: {
      mouse: openKeys,
      touch: openKeys,
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('?');
        await closeKeys(keys);
        await keys.press('?');
      },
    },
    outcome: async ({ page }) => {
      await expect(dialog(page).getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
      await expect(dialog(page).getByText('Undo the last change')).toBeVisible();
    },
  },
};

async function makeFolder(pointer: Pointer): Promise<void> {
  await pointer.press(button('New'));
  await pointer.press(item('New folder'));
  await pointer.write(field('Name'), 'reports');
  await pointer.press(inDialog('Create'));
}

async function darken(pointer: Pointer): Promise<void> {
  await pointer.press(account);
  await pointer.press(appearance('Dark'));
}

async function openKeys(pointer: Pointer): Promise<void> {
  await pointer.press(account);
  await pointer.press(item('Keyboard shortcuts'));
}

/** The row that had the focus has it again. */
async function closeKeys(keys: Keyboard): Promise<void> {
  await keys.sees(dialog);
  await keys.press('Escape');
  await keys.isAt(row('a.txt'));
}
