import { readFile } from 'node:fs/promises';

import { filesOnDisk } from '../../disk-folder.ts';
import { expect, sha256 } from '../../journey.ts';
import type { Actions } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import { diskFolder } from '../seat.ts';
import { button, crumb, heading, item, more, row } from '../things.ts';

/** Folders are opened and left; files come and go. */
export const opening: Actions = {
  'open a folder': {
    files: ['docs/a.txt', 'other.txt'],
    by: {
      mouse: (mouse) => mouse.pressTwice(row('docs')),
      touch: (finger) => finger.press(row('docs')),
      keyboard: async (keys) => {
        await keys.reach(row('docs'));
        await keys.press('Enter');
      },
    },
    outcome: async ({ page }) => {
      await expect(heading('docs')(page)).toBeVisible();
      await expect(row('a.txt')(page)).toBeVisible();
    },
  },

  'go up by the path': {
    files: ['docs/2026/a.txt'],
    begins: 'docs/2026',
    by: {
      mouse: (mouse) => mouse.press(crumb('docs')),
      touch: (finger) => finger.press(crumb('docs')),
      keyboard: (keys) => keys.enter(crumb('docs')),
    },
    outcome: async ({ page }) => {
      await expect(heading('docs')(page)).toBeVisible();
      await expect(row('2026')(page)).toBeVisible();
    },
  },

  'download a file': {
    files: ['a.txt'],
    by: {
      mouse: (mouse) => mouse.press(button('Download a.txt')),
      touch: async (finger) => {
        await finger.press(more('a.txt'));
        await finger.press(item('Download'));
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.chooseInMenu(item('Download'));
      },
    },
    outcome: async ({ place, downloads }) => {
      await expect.poll(() => downloads.map((it) => it.suggestedFilename())).toEqual(['a.txt']);
      expect(await readFile((await downloads[0]?.path()) ?? '', 'utf8')).toBe(`${place.folder}/a.txt`);
    },
  },

  'download a folder to the disk': {
    files: ['docs/a.txt'],
    by: {
      mouse: toDiskByMenu,
      touch: toDiskByMenu,
      keyboard: async (keys) => {
        await keys.reach(row('docs'));
        await keys.chooseInMenu(item('Download to a folder…'));
      },
    },
    outcome: async ({ page, place }) => {
      const content = sha256(Buffer.from(`${place.folder}/docs/a.txt`));
      await expect.poll(() => filesOnDisk(page, diskFolder)).toEqual({ 'docs/a.txt': content });
    },
  },

  'upload a file': {
    files: ['a.txt'],
    by: {
      mouse: uploadByMenu,
      touch: uploadByMenu,
      keyboard: async (keys) => {
        await keys.enter(button('New'));
        await keys.choose(item('Upload files'));
      },
    },
    outcome: async ({ page, place }) => {
      await expect(row('new.txt')(page)).toBeVisible();
      expect(await place.content('new.txt')).toBe('from this device');
    },
  },
};

async function toDiskByMenu(pointer: Pointer): Promise<void> {
  await pointer.press(more('docs'));
  await pointer.press(item('Download to a folder…'));
}

async function uploadByMenu(pointer: Pointer): Promise<void> {
  await pointer.press(button('New'));
  await pointer.press(item('Upload files'));
}
