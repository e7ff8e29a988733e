import { expect } from '../../journey.ts';
import { png } from '../../samples/png.ts';
import type { Actions } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import type { Keyboard } from '../hands/keyboard.ts';
import { dialog, heading, inDialog, picture, row } from '../things.ts';

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

async function openByKeys(keys: Keyboard, name: string): Promise<void> {
  await keys.reach(row(name));
  await keys.press('Enter');
  await keys.sees(heading(name));
}

async function closeByButton(pointer: Pointer): Promise<void> {
  await pointer.sees(heading('a.txt'));
  await pointer.press(inDialog('Close'));
}
