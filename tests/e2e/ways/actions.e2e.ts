import { expect, row, test } from '../journey.ts';
import { authorizationOf, storeFiles } from '../stored-files.ts';
import { cellsOf } from './action.ts';
import { actions } from './actions/index.ts';
import { noteInputs, usedInputs, type Way } from './hands/inputs.ts';

const ways: readonly Way[] = ['mouse', 'touch', 'keyboard'];

/** Returns whether an action has gestures in one way. */
const isThere = (name: string, way: Way): boolean => {
  const action = actions[name];
  return action !== undefined && !('why' in cellsOf(action)[way]);
};

test('what an action has no gestures for, another action does in the same way', () => {
  const promised = Object.values(actions).flatMap((action) =>
    ways.flatMap((way) => {
      const cell = cellsOf(action)[way];
      return 'why' in cell ? cell.instead.map((name) => ({ name, way })) : [];
    }),
  );
  expect(promised).not.toEqual([]);
  expect(promised.filter(({ name, way }) => !isThere(name, way))).toEqual([]);
});

/** What the menu of a file has, and the action of the table that does it. */
const inMenu: Readonly<Record<string, string>> = {
  Open: 'open a file in the viewer',
  Download: 'download a file',
  Rename: 'rename a file',
  'Move to…': 'move with the dialog',
  'Copy to…': 'copy with the dialog',
  Cut: 'cut and paste',
  Copy: 'copy and paste beside the original',
  Paste: 'copy and paste beside the original',
  Details: 'look at the details of a file',
  Versions: 'restore a version',
  Delete: 'delete a file',
};

test('each action of the menu of a file can be done in each way', async ({ files, stack }) => {
  await storeFiles(stack, await authorizationOf(files), ['a.txt']);
  await files.reload();
  await row(files, 'a.txt').focus();
  await files.keyboard.press('Control+c');
  await files.keyboard.press('Shift+F10');
  const labels = files.getByRole('menuitem').locator('.label');
  await expect(labels).toHaveText(Object.keys(inMenu));
  expect(Object.values(inMenu).filter((name) => !ways.every((way) => isThere(name, way)))).toEqual([]);
});

test.describe('what a person uses', () => {
  test.use({ hasTouch: true });

  test('is noted, whatever it is', async ({ page }) => {
    await page.addInitScript(noteInputs);
    await page.goto('/');
    const field = page.getByLabel('User name');
    await field.click();
    await page.keyboard.type('a');
    expect(await usedInputs(page)).toEqual(['mouse', 'letter']);
    await field.tap();
    await page.getByRole('checkbox').press('F2');
    expect(await usedInputs(page)).toEqual(['mouse', 'letter', 'touch', 'key']);
  });
});
