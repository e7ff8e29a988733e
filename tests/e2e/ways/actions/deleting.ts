import { expect } from '../../journey.ts';
import type { Action, Actions } from '../action.ts';
import type { Pointer } from '../hands/hand.ts';
import { box, button, dialog, inDialog, inNotice, notice, place, row, trashed } from '../things.ts';

/** A file that another device of the person has deleted. Its name is in the trash only once. */
const deleted = (name: string): Pick<Action, 'files' | 'before'> => ({
  files: [`old/${name}`, 'stays.txt'],
  before: (where) => where.delete('old'),
});

/** Files are deleted, come back, or are gone for ever. */
export const deleting: Actions = {
  'delete a file': {
    files: ['a.txt', 'b.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.press(row('a.txt'));
        await mouse.press(button('Delete'));
      },
      touch: async (finger) => {
        await finger.rest(row('a.txt'));
        await finger.press(button('Delete'));
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Delete');
        await keys.isAt(row('b.txt'));
      },
    },
    outcome: async ({ page, place: where }) => {
      await expect(notice('“a.txt” deleted')(page)).toBeVisible();
      await expect(row('a.txt')(page)).toHaveCount(0);
      expect(await where.paths()).toEqual(['b.txt']);
    },
  },

  'undo a delete': {
    files: ['a.txt', 'docs/b.txt'],
    by: {
      mouse: async (mouse) => {
        await mouse.press(box('Select all'));
        await mouse.press(button('Delete'));
        await mouse.press(inNotice('2 files deleted', 'Undo'));
      },
      touch: async (finger) => {
        await finger.press(box('Select all'));
        await finger.press(button('Delete'));
        await finger.press(inNotice('2 files deleted', 'Undo'));
      },
      keyboard: async (keys) => {
        await keys.reach(row('a.txt'));
        await keys.press('Control+a', 'Delete');
        await keys.sees(notice('2 files deleted'));
        await keys.press('Control+z');
      },
    },
    outcome: async ({ page, place: where }) => {
      await expect(notice('2 files restored')(page)).toBeVisible();
      for (const name of ['a.txt', 'docs']) await expect(row(name)(page)).toBeVisible();
      expect(await where.paths()).toEqual(['a.txt', 'docs/b.txt']);
    },
  },

  'undo a delete in the activity': {
    files: ['regret.txt', 'b.txt'],
    by: {
      mouse: deleteAndUndoLater,
      touch: deleteAndUndoLater,
      keyboard: async (keys) => {
        await keys.reach(row('regret.txt'));
        await keys.press('Delete');
        await keys.sees(notice('“regret.txt” deleted'));
        await keys.enter(place('Activity'));
        await keys.enter(button(/^Undo: Deleted “regret.txt”/));
      },
    },
    outcome: async ({ page, place: where }) => {
      await expect(page.getByText('Undone')).toBeVisible();
      expect(await where.paths()).toEqual(['b.txt', 'regret.txt']);
    },
  },

  'restore from the trash': {
    ...deleted('back.txt'),
    by: {
      mouse: restoreByButton,
      touch: restoreByButton,
      keyboard: async (keys) => {
        await keys.enter(place('Trash'));
        await keys.reach(trashed('back.txt'));
        await keys.enter(button('Restore back.txt'));
      },
    },
    outcome: async ({ page, place: where }) => {
      await expect(notice('“back.txt” restored')(page)).toBeVisible();
      await expect(trashed('back.txt')(page)).toHaveCount(0);
      expect(await where.paths()).toEqual(['old/back.txt', 'stays.txt']);
    },
  },

  'delete for ever': {
    ...deleted('secret.txt'),
    by: {
      mouse: purgeByButton,
      touch: purgeByButton,
      keyboard: async (keys) => {
        await keys.enter(place('Trash'));
        await keys.reach(trashed('secret.txt'));
        await keys.press('Delete');
        // Enter alone deletes nothing for ever.
        await keys.isAt(inDialog('Cancel'));
        await keys.enter(inDialog('Delete for ever'));
      },
    },
    outcome: async ({ page, place: where }) => {
      await expect(notice('“secret.txt” deleted for ever')(page)).toBeVisible();
      await expect(dialog(page)).toHaveCount(0);
      await expect(trashed('secret.txt')(page)).toHaveCount(0);
      expect(await where.paths()).toEqual(['stays.txt']);
      // Not even an earlier version is left of it, nor the mark that it was deleted.
      expect(await where.versionCount()).toBe(1);
    },
  },
};

async function deleteAndUndoLater(pointer: Pointer): Promise<void> {
  await pointer.press(box('Select regret.txt'));
  await pointer.press(button('Delete'));
  await pointer.sees(notice('“regret.txt” deleted'));
  await pointer.press(place('Activity'));
  await pointer.press(button(/^Undo: Deleted “regret.txt”/));
}

async function restoreByButton(pointer: Pointer): Promise<void> {
  await pointer.press(place('Trash'));
  await pointer.press(button('Restore back.txt'));
}

async function purgeByButton(pointer: Pointer): Promise<void> {
  await pointer.press(place('Trash'));
  await pointer.press(box('Select secret.txt'));
  await pointer.press(button('Delete for ever'));
  await pointer.press(inDialog('Delete for ever'));
}
