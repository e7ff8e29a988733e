import { expect } from '../../journey.ts';
import type { Actions } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import { box, button, inDialog, inNotice, item, more, notice, row, words } from '../things.ts';

/** Files are copied, and what was cut is pasted where nothing is yet. */
export const copying: Actions = {
  'copy with the dialog': {
    files: ['a.txt', 'docs/b.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.press(box('Select a.txt'));
        await mouse.press(button('Copy to…'));
        await copyIntoDocs(mouse);
      },
      touch: async (finger) => {
        await finger.press(more('a.txt'));
        await finger.press(item('Copy to…'));
        await copyIntoDocs(finger);
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.chooseInMenu(item('Copy to…'));
        await keys.enter(inDialog('Open docs'));
        await keys.sees(words('There are no folders in here.'));
        await keys.enter(inDialog('Copy here'));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(notice('“a.txt” copied to “docs”')(page)).toBeVisible();
      await expect(row('a.txt')(page)).toBeVisible();
      expect(await place.paths()).toEqual(['a.txt', 'docs/a.txt', 'docs/b.txt']);
    },
  },

  'copy and paste beside the original': {
    files: ['a.txt'],
    by: {
      mouse: copyBeside,
      touch: copyBeside,
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Control+c', 'Control+v');
      },
    },
    outcome: async ({ page, place }) => {
      for (const name of ['a.txt', 'a (2).txt']) await expect(row(name)(page)).toBeVisible();
      expect(await place.paths()).toEqual(['a (2).txt', 'a.txt']);
      expect(await place.content('a (2).txt')).toBe(`${place.folder}/a.txt`);
    },
  },

  'undo a copy': {
    files: ['a.txt'],
    by: {
      mouse: copyBesideAndUndo,
      touch: copyBesideAndUndo,
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Control+c', 'Control+v');
        await keys.sees(row('a (2).txt'));
        await keys.press('Control+z');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(row('a (2).txt')(page)).toHaveCount(0);
      await expect(row('a.txt')(page)).toBeVisible();
      await expect.poll(() => place.paths()).toEqual(['a.txt']);
    },
  },

  'paste into an empty folder': {
    files: ['a.txt'],
    before: (place) => place.put('empty/', Buffer.alloc(0)),
    by: {
      mouse: async (mouse) => {
        await mouse.pressRight(row('a.txt'));
        await mouse.press(item('Cut'));
        await mouse.pressTwice(row('empty'));
        await pasteIntoEmpty(mouse);
      },
      touch: async (finger) => {
        await finger.press(more('a.txt'));
        await finger.press(item('Cut'));
        await finger.press(row('empty'));
        await pasteIntoEmpty(finger);
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Control+x');
        await keys.reach(row('empty'));
        await keys.press('Enter');
        await keys.sees(words('This folder is empty'));
        await keys.press('Control+v');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(row('a.txt')(page)).toBeVisible();
      expect(await place.paths()).toEqual(['empty/', 'empty/a.txt']);
    },
  },
};

async function copyIntoDocs(pointer: Pointer): Promise<void> {
  await pointer.press(inDialog('Open docs'));
  await pointer.press(inDialog('Copy here'));
}

async function copyBeside(pointer: Pointer): Promise<void> {
  await pointer.press(more('a.txt'));
  await pointer.press(item('Copy'));
  await pointer.press(button('Paste'));
}

async function copyBesideAndUndo(pointer: Pointer): Promise<void> {
  await copyBeside(pointer);
  await pointer.sees(row('a (2).txt'));
  await pointer.press(inNotice('copied to', 'Undo'));
}

async function pasteIntoEmpty(pointer: Pointer): Promise<void> {
  await pointer.sees(words('This folder is empty'));
  await pointer.press(button('Paste'));
}
