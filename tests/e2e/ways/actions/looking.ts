import { expect } from '../../journey.ts';
import type { Action, Actions } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import {
  button,
  checkItem,
  details,
  field,
  inDetails,
  inDialog,
  item,
  more,
  moreForSelection,
  notice,
  row,
  searchbox,
  tile,
} from '../things.ts';

/** The first file has the longer name, and so the longer content. */
const files = ['a-long-name.txt', 'b.txt'];

const earlier: Pick<Action, 'files' | 'before'> = {
  files: ['plan.txt'],
  before: (place) => place.replace('plan.txt', 'another content'),
};

/** Lists are put in order, filtered and searched, and files looked into. */
export const looking: Actions = {
  'sort the list': {
    files,
    by: {
      mouse: (mouse) => mouse.press(button('Name')),
      touch: (finger) => finger.press(button('Name')),
      keyboard: (keys) => keys.enter(button('Name')),
    },
    outcome: async ({ page }) => {
      await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
      await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('b.txt');
    },
  },

  'change between list and grid': {
    files,
    by: {
      mouse: async (mouse) => {
        await mouse.press(button('Show as a grid'));
        await mouse.sees(tile('b.txt'));
        await mouse.press(button('Show as a list'));
        await mouse.sees(row('b.txt'));
        await mouse.press(button('Show as a grid'));
      },
      touch: async (finger) => {
        await finger.press(button('View options'));
        await finger.press(item('Show as a grid'));
        await finger.sees(tile('b.txt'));
        await finger.press(button('View options'));
        await finger.press(item('Show as a list'));
        await finger.sees(row('b.txt'));
        await finger.press(button('View options'));
        await finger.press(item('Show as a grid'));
      },
      keyboard: async (keys) => {
        await keys.enter(button('Show as a grid'));
        await keys.sees(tile('b.txt'));
        await keys.enter(button('Show as a list'));
        await keys.sees(row('b.txt'));
        await keys.enter(button('Show as a grid'));
      },
    },
    outcome: async ({ page }) => {
      await expect(tile('b.txt')(page)).toBeVisible();
    },
  },

  'change the density': {
    files,
    by: {
      mouse: (mouse) => mouse.press(button('Compact')),
      touch: async (finger) => {
        await finger.press(button('View options'));
        await finger.press(checkItem('Compact'));
      },
      keyboard: (keys) => keys.enter(button('Compact')),
    },
    outcome: async ({ page }) => {
      // A finger needs lines that are a little higher. Before, these were 48 and 60 pixels.
      const isForFinger = await page.evaluate(() => matchMedia('(pointer: coarse)').matches);
      await expect(row('b.txt')(page)).toHaveCSS('height', isForFinger ? '48px' : '40px');
    },
  },

  'filter the folder': {
    files,
    by: {
      mouse: (mouse) => mouse.write(searchbox('Filter this folder'), 'LONG'),
      touch: async (finger) => {
        await finger.press(button('Filter'));
        await finger.write(searchbox('Filter this folder'), 'LONG');
      },
      keyboard: (keys) => keys.write(searchbox('Filter this folder'), 'LONG'),
    },
    outcome: async ({ page }) => {
      await expect(row('a-long-name.txt')(page)).toBeVisible();
      await expect(row('b.txt')(page)).toHaveCount(0);
    },
  },

  'search, and rename what is found': {
    files: ['deep/er/needle.txt', 'b.txt'],
    by: {
      mouse: renameFound,
      touch: renameFound,
      keyboard: async (keys) => {
        await keys.press('/');
        await keys.typeInto(searchbox('Search all files'), 'needle');
        await keys.press('Enter');
        await keys.isAt(row('needle.txt'));
        await keys.press('F2');
        await keys.typeInto(field('New name'), 'needle-found');
        await keys.press('Enter');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('“needle.txt” renamed to “needle-found.txt”')(page)).toBeVisible();
      await expect(row('needle-found.txt')(page)).toBeVisible();
      expect(await place.paths()).toEqual(['b.txt', 'deep/er/needle-found.txt']);
    },
  },

  'look at the details of a file': {
    files,
    by: {
      mouse: openDetails,
      touch: openDetails,
      keyboard: async (keys) => {
        await keys.reach(row('b.txt'));
        await keys.press('Alt+Enter');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(details(page).getByRole('heading', { name: 'b.txt' })).toBeVisible();
      await expect(details(page).getByText(`${place.folder}/b.txt`)).toBeVisible();
    },
  },

  'close the details': {
    files,
    by: {
      mouse: closeByButton,
      touch: closeByButton,
      keyboard: async (keys) => {
        await keys.reach(row('b.txt'));
        await keys.press('Alt+Enter');
        await keys.sees(details);
        await keys.press('Alt+Enter');
      },
    },
    outcome: async ({ page }) => {
      await expect(details(page)).toHaveCount(0);
      await expect(row('b.txt')(page)).toBeVisible();
    },
  },

  'count the size of a folder': {
    files: ['docs/a.txt', 'docs/2026/b.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.press(row('docs'));
        await mouse.press(moreForSelection);
        await mouse.press(item('Details'));
        await mouse.press(inDetails('Count'));
      },
      touch: async (finger) => {
        await finger.press(more('docs'));
        await finger.press(item('Details'));
        await finger.press(inDetails('Count'));
      },
      keyboard: async (keys) => {
        await keys.reach(row('docs'));
        await keys.press('Alt+Enter');
        await keys.enter(inDetails('Count'));
      },
    },
    outcome: async ({ page }) => {
      await expect(details(page).getByText(/^\s*\d+\sB in 2 files\s*$/)).toBeVisible();
    },
  },

  'restore a version': {
    ...earlier,
    by: {
      mouse: restoreEarlier,
      touch: restoreEarlier,
      keyboard: async (keys) => {
        await keys.reach(row('plan.txt'));
        await keys.chooseInMenu(item('Versions'));
        await keys.sees(inDialog(/^Restore the version/));
        await keys.press('Escape');
        await keys.isAt(row('plan.txt'));
        await keys.chooseInMenu(item('Versions'));
        await keys.enter(inDialog(/^Restore the version/));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('“plan.txt” restored to the version')(page)).toBeVisible();
      expect(await place.content('plan.txt')).toBe(`${place.folder}/plan.txt`);
    },
  },
};

async function renameFound(pointer: Pointer): Promise<void> {
  await pointer.write(searchbox('Search all files'), 'needle');
  await pointer.press(more('needle.txt'));
  await pointer.press(item('Rename'));
  await pointer.write(field('New name'), 'needle-found.txt');
  await pointer.press(inDialog('Rename'));
}

async function openDetails(pointer: Pointer): Promise<void> {
  await pointer.press(more('b.txt'));
  await pointer.press(item('Details'));
}

async function closeByButton(pointer: Pointer): Promise<void> {
  await openDetails(pointer);
  await pointer.press(inDetails('Close the details'));
}

async function restoreEarlier(pointer: Pointer): Promise<void> {
  await pointer.press(more('plan.txt'));
  await pointer.press(item('Versions'));
  await pointer.press(inDialog(/^Restore the version/));
}
