import { expect } from '../../journey.ts';
import type { Actions } from '../action.ts';
import type { Hand, Pointer } from '../hands/hand.ts';
import type { Thing } from '../hands/thing.ts';
import {
  box,
  button,
  choice,
  dialog,
  field,
  heading,
  inDialog,
  inNotice,
  item,
  more,
  moreForSelection,
  notice,
  row,
  words,
} from '../things.ts';

const scrolls = 'A finger that moves over a list scrolls it.';
const noKeys = 'No key drags anything.';

/** Files and folders get another name or another folder. */
export const moving: Actions = {
  'rename a file': {
    files: ['draft.txt', 'other.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.pressRight(row('draft.txt'));
        await mouse.press(item('Rename'));
        await renameIn(mouse);
      },
      touch: async (finger) => {
        await finger.press(more('draft.txt'));
        await finger.press(item('Rename'));
        await renameIn(finger);
      },
      keyboard: async (keys) => {
        await keys.reach(row('draft.txt'));
        await keys.press('F2');
        // All but the ending of the name is selected.
        await keys.typeInto(field('New name'), 'final');
        await keys.press('Enter');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('“draft.txt” renamed to “final.txt”')(page)).toBeVisible();
      await expect(row('final.txt')(page)).toBeVisible();
      await expect(row('draft.txt')(page)).toHaveCount(0);
      expect(await place.paths()).toEqual(['final.txt', 'other.txt']);
    },
  },

  'move with the dialog': {
    files: ['a.txt', 'docs/b.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.press(box('Select a.txt'));
        await mouse.press(button('Move to…'));
        await moveIntoDocs(mouse);
      },
      touch: async (finger) => {
        await finger.press(more('a.txt'));
        await finger.press(item('Move to…'));
        await moveIntoDocs(finger);
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.chooseInMenu(item('Move to…'));
        await keys.enter(inDialog('Open docs'));
        await keys.sees(words('There are no folders in here.'));
        await keys.enter(inDialog('Move here'));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('“a.txt” moved to “docs”')(page)).toBeVisible();
      await expect(row('a.txt')(page)).toHaveCount(0);
      expect(await place.paths()).toEqual(['docs/a.txt', 'docs/b.txt']);
    },
  },

  'move into a folder that is made in the dialog, and back': {
    files: ['a.txt', 'docs/b.txt', 'other/c.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.press(box('Select a.txt'));
        await mouse.press(box('Select docs'));
        await moveSelectionIntoNewAndBack(mouse);
      },
      touch: async (finger) => {
        await finger.rest(row('a.txt'));
        await finger.press(row('docs'));
        await moveSelectionIntoNewAndBack(finger);
      },
      keyboard: async (keys) => {
        await keys.reach(row('docs'));
        await keys.press('Space');
        await keys.reach(row('a.txt'));
        await keys.press('Space');
        await keys.chooseInMenu(item('Move to…'));
        await seesWhereItCanGo(keys);
        await keys.tabTo(inDialog('Open other'));
        await keys.press('ArrowRight');
        await keys.sees(words('There are no folders in here.'));
        await keys.enter(inDialog('New folder'));
        await keys.typeInto(field('Name of the new folder'), '2026');
        await keys.press('Enter');
        await keys.sees(madeFolder);
        await keys.enter(inDialog('Move here'));
        await keys.sees(notice('2 files moved to “2026”'));
        await keys.press('Control+z');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('2 files moved back')(page)).toBeVisible();
      for (const name of ['a.txt', 'docs']) await expect(row(name)(page)).toBeVisible();
      expect(await place.paths()).toEqual(['a.txt', 'docs/b.txt', 'other/2026/', 'other/c.txt']);
    },
  },

  'move by dragging': {
    files: ['a.txt', 'b.txt', 'docs/c.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.press(box('Select a.txt'));
        await mouse.press(box('Select b.txt'));
        await mouse.drag(row('a.txt'), row('docs'));
      },
      touch: { why: scrolls, instead: ['move with the dialog', 'cut and paste'] },
      keyboard: { why: noKeys, instead: ['move with the dialog', 'cut and paste'] },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('2 files moved to “docs”')(page)).toBeVisible();
      expect(await place.paths()).toEqual(['docs/a.txt', 'docs/b.txt', 'docs/c.txt']);
    },
  },

  'cut and paste': {
    files: ['a.txt', 'docs/b.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.pressRight(row('a.txt'));
        await mouse.press(item('Cut'));
        await mouse.pressTwice(row('docs'));
        await mouse.sees(row('b.txt'));
        await mouse.press(button('Paste'));
      },
      touch: async (finger) => {
        await finger.press(more('a.txt'));
        await finger.press(item('Cut'));
        await finger.press(row('docs'));
        await finger.sees(row('b.txt'));
        await finger.press(button('Paste'));
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Control+x');
        await keys.reach(row('docs'));
        await keys.press('Enter');
        await keys.sees(row('b.txt'));
        await keys.press('Control+v');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('“a.txt” moved to')(page)).toBeVisible();
      for (const name of ['a.txt', 'b.txt']) await expect(row(name)(page)).toBeVisible();
      expect(await place.paths()).toEqual(['docs/a.txt', 'docs/b.txt']);
    },
  },

  'answer a question about names that are taken': {
    files: ['a.txt', 'b.txt', 'c.txt', 'docs/a.txt', 'docs/b.txt'],
    by: {
      mouse: async (mouse) => {
        for (const name of ['a.txt', 'b.txt', 'c.txt']) await mouse.press(box(`Select ${name}`));
        await mouse.drag(row('a.txt'), row('docs'));
        await skipB(mouse);
      },
      touch: async (finger) => {
        await finger.rest(row('a.txt'));
        for (const name of ['b.txt', 'c.txt']) await finger.press(row(name));
        await finger.press(moreForSelection);
        await finger.press(item('Move to…'));
        await moveIntoDocs(finger);
        await skipB(finger);
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+x');
        await keys.reach(row('docs'));
        await keys.press('Enter');
        await keys.sees(row('b.txt'));
        await keys.press('Control+v');
        await keys.sees(heading('2 names are already taken in “docs”'));
        await keys.tabTo(choice('What happens to “b.txt”', 'Keep both'));
        await keys.press('ArrowDown');
        await keys.enter(inDialog('Continue'));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('“a.txt” moved to “docs”')(page)).toBeVisible();
      expect(await place.paths()).toEqual(['b.txt', 'docs/a (2).txt', 'docs/a.txt', 'docs/b.txt', 'docs/c.txt']);
      // Nothing was replaced.
      expect(await place.content('docs/a.txt')).toBe(`${place.folder}/docs/a.txt`);
    },
  },
};

async function renameIn(pointer: Pointer): Promise<void> {
  await pointer.write(field('New name'), 'final.txt');
  await pointer.press(inDialog('Rename'));
}

async function moveIntoDocs(pointer: Pointer): Promise<void> {
  await pointer.press(inDialog('Open docs'));
  await pointer.press(inDialog('Move here'));
}

/** The name of the new folder at the end of the path in the dialog. */
const madeFolder: Thing = (page) => dialog(page).locator('[aria-current=location]', { hasText: '2026' });

/** Nothing can be moved to where it is, nor into itself. */
async function seesWhereItCanGo(hand: Hand): Promise<void> {
  await hand.sees(words('The files are in this folder already.'));
  await hand.sees(inDialog('Open other'));
  await hand.lacks(inDialog('Open docs'));
}

async function moveSelectionIntoNewAndBack(pointer: Pointer): Promise<void> {
  await pointer.press(moreForSelection);
  await pointer.press(item('Move to…'));
  await seesWhereItCanGo(pointer);
  await pointer.press(inDialog('Open other'));
  await pointer.press(inDialog('New folder'));
  await pointer.write(field('Name of the new folder'), '2026');
  await pointer.press(inDialog('Create'));
  await pointer.sees(madeFolder);
  await pointer.press(inDialog('Move here'));
  await pointer.press(inNotice('2 files moved to “2026”', 'Undo'));
}

async function skipB(pointer: Pointer): Promise<void> {
  await pointer.sees(heading('2 names are already taken in “docs”'));
  await pointer.press(choice('What happens to “b.txt”', 'Skip'));
  await pointer.press(inDialog('Continue'));
}
