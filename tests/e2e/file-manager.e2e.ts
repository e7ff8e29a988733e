import type { Page } from '@playwright/test';

import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import { chooseView, expect, refreshList, row, test } from './journey.ts';
import { authorizationOf, storeFiles } from './stored-files.ts';
import type { StackDescription } from './stack.ts';

const names = ['alpha/inside.txt', 'beta/inside.txt', 'clip.bin', 'delta.bin', 'echo.bin'];

/** Stores two folders and three files, and shows them. */
async function fill(page: Page, stack: StackDescription, paths: readonly string[] = names): Promise<void> {
  await storeFiles(stack, await authorizationOf(page), paths);
  await refreshList(page);
  await expect(page.getByRole('gridcell', { name: paths.at(-1)?.split('/').at(-1) ?? '', exact: true })).toBeVisible();
}

const selected = (page: Page, sentence: string) => page.getByRole('status').filter({ hasText: sentence });
const folderName = (page: Page) => page.getByRole('navigation', { name: 'Folder path' }).getByRole('heading');
const tile = (page: Page, name: string) => page.locator('[role=gridcell][data-index]').filter({ hasText: name });
const menuItem = (page: Page, name: string) => page.getByRole('menuitem', { name });

test('with the mouse: rows open, select and have a menu; a folder is deleted like a file and comes back', async ({
  files,
  stack,
}) => {
  await fill(files, stack);
  await row(files, 'alpha').dblclick({ position: { x: 600, y: 30 } });
  await expect(folderName(files)).toHaveText('alpha');
  await files.goBack();

  await row(files, 'beta').click({ position: { x: 600, y: 30 } });
  await row(files, 'delta.bin')
    .locator('.size')
    .click({ modifiers: ['Control'] });
  await expect(selected(files, '1 folder, 1 file selected')).toBeVisible();
  // A menu of what is selected is about all of it, and of another row about that row.
  await row(files, 'delta.bin').locator('.size').click({ button: 'right' });
  await expect(menuItem(files, 'Delete')).toBeVisible();
  await expect(menuItem(files, 'Versions')).toHaveCount(0);
  await menuItem(files, 'Delete').click();
  await expect(files.getByText('2 files deleted')).toBeVisible();
  await expect(row(files, 'beta')).toHaveCount(0);
  await files.getByRole('button', { name: 'Undo' }).click();
  await expect(row(files, 'beta')).toBeVisible();
  await expect(row(files, 'delta.bin')).toBeVisible();

  await row(files, 'echo.bin').locator('.size').click({ button: 'right' });
  await expect(menuItem(files, 'Versions')).toBeVisible();
  await expect(selected(files, '1 file selected')).toBeVisible();
  await files.keyboard.press('Escape');
  await expect(row(files, 'echo.bin')).toBeFocused();
});

test('with the keyboard alone: letters find a name, keys act on it, and the menu key opens its menu', async ({
  files,
  stack,
}) => {
  await fill(files, stack);
  await row(files, 'alpha').focus();
  await files.keyboard.type('de');
  await expect(row(files, 'delta.bin')).toBeFocused();
  await files.keyboard.press('Home');
  await files.keyboard.press('Shift+ArrowDown');
  await expect(selected(files, '2 folders selected')).toBeVisible();
  await files.keyboard.press('Control+a');
  await expect(selected(files, '2 folders, 3 files selected')).toBeVisible();
  await files.keyboard.press('Escape');
  await files.keyboard.press('End');
  await files.keyboard.press('Shift+F10');
  await expect(menuItem(files, 'Open')).toBeFocused();
  await files.keyboard.press('Escape');
  await expect(row(files, 'echo.bin')).toBeFocused();
  await files.keyboard.press('Delete');
  await expect(files.getByText('“echo.bin” deleted')).toBeVisible();
  await expect(row(files, 'delta.bin')).toBeFocused();
  await files.keyboard.press('Home');
  await files.keyboard.press('Enter');
  await expect(folderName(files)).toHaveText('alpha');
  await expect(row(files, 'inside.txt')).toBeFocused();
});

test('a grid is used like a list, in two dimensions, and is there again after a reload', async ({ files, stack }) => {
  await fill(files, stack);
  await files.getByRole('button', { name: 'Show as a grid' }).click();
  await tile(files, 'alpha').focus();
  await files.keyboard.press('ArrowRight');
  await expect(tile(files, 'beta')).toBeFocused();
  await files.setViewportSize({ width: 400, height: 800 });
  await expect(files.getByRole('grid')).toHaveAttribute('aria-colcount', '2');
  await files.keyboard.press('ArrowDown');
  await expect(tile(files, 'delta.bin')).toBeFocused();
  await files.keyboard.press('Space');
  await expect(tile(files, 'delta.bin')).toHaveAttribute('aria-selected', 'true');
  await files.setViewportSize({ width: 1280, height: 800 });
  await tile(files, 'alpha').click({ modifiers: ['Control'], position: { x: 80, y: 60 } });
  await expect(selected(files, '1 folder, 1 file selected')).toBeVisible();
  await files.reload();
  await tile(files, 'beta').dblclick({ position: { x: 80, y: 60 } });
  await expect(folderName(files)).toHaveText('beta');
});

test('a compact list is remembered, and stays where it was', async ({ files, stack }) => {
  await fill(files, stack, Array.from({ length: 60 }, (_, index) => `${String(index).padStart(2, '0')}.bin`).reverse());
  await row(files, '00.bin').focus();
  await files.locator('cdk-virtual-scroll-viewport').evaluate((list) => list.scrollTo(0, 20 * 48));
  await files.getByRole('button', { name: 'Compact' }).click();
  await expect(row(files, '20.bin')).toHaveCSS('height', '40px');
  await expect(row(files, '20.bin')).toBeInViewport();
  await files.reload();
  await expect(row(files, '20.bin')).toHaveCSS('height', '40px');
  await expect(row(files, '20.bin')).toBeInViewport();
});

test('a long path has a menu, and empty folders and filters say what to do next', async ({ files, stack }) => {
  await expect(files.getByText('Nothing is lost')).toBeVisible();
  await fill(files, stack, ['one/two/three/four/five/x.bin', 'y.bin']);
  await files.goto('/files?folder=one/two/three/four/five');
  await files.getByRole('button', { name: 'Show the folders between' }).click();
  await menuItem(files, 'two').click();
  await expect(folderName(files)).toHaveText('two');
  await files.getByRole('searchbox', { name: 'Filter this folder' }).fill('quarter');
  await expect(files.getByRole('link', { name: 'Search everywhere for “quarter”' })).toHaveAttribute(
    'href',
    '/search?text=quarter',
  );
});

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('list, grid and menus are accessible', async ({ files, stack }) => {
      await expect(files.getByText('No files yet')).toBeVisible();
      await expectAccessible(files);
      await fill(files, stack, [...names, `${'a-very-long-name-'.repeat(12)}.pdf`]);
      await files.getByRole('checkbox', { name: 'Select alpha' }).check();
      await files.getByRole('checkbox', { name: 'Select clip.bin' }).check();
      await expectAccessible(files);
      await files.getByRole('button', { name: 'More actions for the selection' }).click();
      await expect(menuItem(files, 'Delete')).toBeVisible();
      await expectAccessible(files);
      await files.keyboard.press('Escape');
      await files.getByRole('button', { name: 'Clear selection' }).click();
      await chooseView(files, 'Compact');
      await expectAccessible(files);
      await chooseView(files, 'Show as a grid');
      await expectAccessible(files);
      await expectNoOverflow(files);
    });
  });
}
