import type { Page } from '@playwright/test';

import { expect } from '../../journey.ts';
import { png } from '../../samples/png.ts';
import type { Actions } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import type { Keyboard } from '../hands/keyboard.ts';
import { button, dialog, field, heading, inDialog, item, picture, row } from '../things.ts';

const files = ['a.txt', 'b.txt', 'c.txt'];

/** Files are looked at in the viewer. */
export const viewer: Actions = {
  'open a file in the viewer': {
    files,
    by: {
      mouse: (mouse) => mouse.pressTwice(row('b.txt')),
      touch: (finger) => finger.press(row('b.txt')),
      keyboard: (keys) => openByKeys(keys, 'b.txt'),
    },
    outcome: async ({ page, place }) => {
      await expect(dialog(page).getByRole('heading', { name: 'b.txt' })).toBeVisible();
      await expect(dialog(page).getByText(`${place.folder}/b.txt`)).toBeVisible();
    },
  },

  'go to the next and the previous file in the viewer': {
    files: ['b.txt', 'c.txt'],
    before: (place) => place.put('a.png', png(30, 30)),
    by: {
      mouse: async (mouse) => {
        await mouse.pressTwice(row('a.png'));
        await mouse.press(inDialog('Next file'));
        await mouse.sees(heading('b.txt'));
        await mouse.press(inDialog('Next file'));
        await mouse.sees(heading('c.txt'));
        await mouse.press(inDialog('Previous file'));
      },
      touch: async (finger) => {
        await finger.press(row('a.png'));
        await finger.sees(picture('a.png'));
        await finger.swipeLeft();
        await finger.sees(heading('b.txt'));
        await finger.press(inDialog('Next file'));
        await finger.sees(heading('c.txt'));
        await finger.press(inDialog('Previous file'));
      },
      keyboard: async (keys) => {
        await openByKeys(keys, 'a.png');
        await keys.press('ArrowRight');
        await keys.sees(heading('b.txt'));
        await keys.press('ArrowRight');
        await keys.sees(heading('c.txt'));
        await keys.press('ArrowLeft');
      },
    },
    outcome: async ({ page }) => {
      await expect(dialog(page).getByRole('heading', { name: 'b.txt' })).toBeVisible();
      await expect(dialog(page).getByText('2 of 3')).toBeVisible();
    },
  },

  'delete a file in the viewer': {
    files,
    by: {
      mouse: deleteShown,
      touch: deleteShown,
      keyboard: async (keys) => {
        await openByKeys(keys, 'b.txt');
        await keys.press('Delete');
        await keys.sees(heading('c.txt'));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(dialog(page).getByText('2 of 2')).toBeVisible();
      await expect(inDialog('Undo')(page)).toBeInViewport({ ratio: 1 });
      await keepsFocus(page);
      await expect.poll(() => place.paths()).toEqual(['a.txt', 'c.txt']);
    },
  },

  'delete a file in the viewer, and go back to the list': {
    files,
    by: {
      mouse: async (mouse) => {
        await deleteShown(mouse);
        await mouse.press(inDialog('Close'));
      },
      touch: async (finger) => {
        await deleteShown(finger);
        await finger.press(inDialog('Close'));
      },
      keyboard: async (keys) => {
        await openByKeys(keys, 'b.txt');
        await keys.press('Delete');
        await keys.sees(heading('c.txt'));
        await keys.press('Escape');
        await keys.isAt(row('c.txt'));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(dialog(page)).toHaveCount(0);
      await expect(row('b.txt')(page)).toHaveCount(0);
      await expect.poll(() => place.paths()).toEqual(['a.txt', 'c.txt']);
    },
  },

  'rename a file in the viewer': {
    files,
    by: {
      mouse: renameShown,
      touch: renameShown,
      keyboard: async (keys) => {
        await openByKeys(keys, 'b.txt');
        await keys.press('F2');
        await keys.typeInto(field('New name'), 'd');
        await keys.press('Enter');
      },
    },
    outcome: async ({ page, place }) => {
      await expect(dialog(page).getByRole('heading', { name: 'd.txt' })).toBeVisible();
      await expect(dialog(page).getByText('2 of 3')).toBeVisible();
      await expect.poll(() => place.paths()).toEqual(['a.txt', 'c.txt', 'd.txt']);
      await keepsFocus(page);
    },
  },

  'move a file from the viewer': {
    files: ['a.txt', 'b.txt', 'docs/c.txt'],
    by: {
      mouse: moveShown,
      touch: moveShown,
      keyboard: async (keys) => {
        await openByKeys(keys, 'a.txt');
        await keys.enter(inDialog('More actions'));
        await keys.choose(item('Move to…'));
        await keys.enter(inDialog('Open docs'));
        await keys.sees(inDialog('Move here'));
        await keys.enter(inDialog('Move here'));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(dialog(page).getByRole('heading', { name: 'b.txt' })).toBeVisible();
      await expect.poll(() => place.paths()).toEqual(['b.txt', 'docs/a.txt', 'docs/c.txt']);
      await keepsFocus(page);
    },
  },

  'close the viewer': {
    files,
    by: {
      mouse: async (mouse) => {
        await mouse.pressTwice(row('a.txt'));
        await closeByButton(mouse);
      },
      touch: async (finger) => {
        await finger.press(row('a.txt'));
        await closeByButton(finger);
      },
      keyboard: async (keys) => {
        await openByKeys(keys, 'a.txt');
        await keys.press('Escape');
      },
    },
    outcome: async ({ page }) => {
      await expect(dialog(page)).toHaveCount(0);
      await expect(row('a.txt')(page)).toBeVisible();
    },
  },
};

/** The next key is about the viewer, not about the list behind it. */
async function keepsFocus(page: Page): Promise<void> {
  const isInDialog = () => Boolean(document.activeElement?.closest('mat-dialog-container'));
  await expect.poll(() => page.evaluate(isInDialog)).toBe(true);
}

async function openByKeys(keys: Keyboard, name: string): Promise<void> {
  await keys.reach(row(name));
  await keys.press('Enter');
  await keys.sees(heading(name));
}

async function deleteShown(pointer: Pointer): Promise<void> {
  await chooseInViewer(pointer, 'b.txt', 'Delete');
  await pointer.sees(heading('c.txt'));
}

async function renameShown(pointer: Pointer): Promise<void> {
  await chooseInViewer(pointer, 'b.txt', 'Rename');
  await pointer.write(field('New name'), 'd.txt');
  await pointer.press(inDialog('Rename'));
}

async function moveShown(pointer: Pointer): Promise<void> {
  await chooseInViewer(pointer, 'a.txt', 'Move to…');
  await pointer.press(inDialog('Open docs'));
  await pointer.press(inDialog('Move here'));
}

async function chooseInViewer(pointer: Pointer, name: string, action: string): Promise<void> {
  await pointer.press(button(name));
  await pointer.sees(heading(name));
  await pointer.press(inDialog('More actions'));
  await pointer.press(item(action));
}

async function closeByButton(pointer: Pointer): Promise<void> {
  await pointer.sees(heading('a.txt'));
  await pointer.press(inDialog('Close'));
}
