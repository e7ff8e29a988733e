import type { Page } from '@playwright/test';

import type { Account } from '../e2e/accounts.ts';
import { chooseView, row } from '../e2e/journey.ts';
import { authorizationOf, storeFiles } from '../e2e/stored-files.ts';
import type { StackDescription } from '../e2e/stack.ts';
import { enter } from './enter.ts';

type Take = (name: string) => Promise<Buffer>;

const long = 'Minutes of the general meeting of the harbour association with all its annexes, final version.docx';

/** Files that a person might keep, with names of every length, and two that are in two folders. */
const paths = [
  ...['Archive/2024/a.txt', 'Archive/2025/Budget 2026.xlsx', 'Archive/Quarterly report.pdf', 'Photos/harbour.jpg'],
  ...['Übersicht der Verträge/lease.pdf', 'Budget 2026.xlsx', 'Quarterly report.pdf', 'Interview with Ana.mp3'],
  ...[long, 'Site plan.png', 'a.ts', 'Walkthrough.mp4', 'backup.tar.gz', 'notes.md', 'without an ending'],
];

/** Takes the ways to look at a folder and to put it in order: grid, details, menus, dialogs and the search. */
export async function takeManager(page: Page, stack: StackDescription, account: Account, take: Take): Promise<void> {
  await enter(page, account);
  await storeFiles(stack, await authorizationOf(page), paths);
  await page.reload();
  await row(page, 'notes.md').waitFor();
  await take('manager');
  await takeMenus(page, take);
  await takeDetails(page, take);
  await takeViews(page, take);
  await takeDialogs(page, take);
  await takeSearch(page, take);
  await page.goto('/files?folder=nowhere');
  await page.getByText('There is no such folder').waitFor();
  await take('folder-missing');
  await page.goto('/nowhere');
  await page.getByRole('heading').first().waitFor();
  await take('page-missing');
}

async function takeMenus(page: Page, take: Take): Promise<void> {
  await moreOf(page, 'notes.md');
  await take('row-menu');
  await page.keyboard.press('Escape');
  for (const name of ['Archive', long]) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await take('manager-selected');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await moreOf(page, long);
  await page.getByRole('menuitem', { name: 'Copy', exact: true }).click();
  await page.getByText('copied.').waitFor();
  await take('copied');
}

/** Opens the menu of a row, which is closed before. */
async function moreOf(page: Page, name: string): Promise<void> {
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem').first().waitFor();
}

async function takeDetails(page: Page, take: Take): Promise<void> {
  await page.reload();
  await page.getByRole('checkbox', { name: `Select ${long}` }).check();
  await moreOf(page, long);
  await page.getByRole('menuitem', { name: 'Details' }).click();
  const pane = page.getByRole('complementary', { name: 'Details' });
  await pane.getByText('application/').waitFor();
  await take('details');
  await pane.getByRole('button', { name: 'Show versions' }).click();
  await pane.getByRole('listitem').first().waitFor();
  await take('details-versions');
  await pane.getByRole('button', { name: 'Close the details' }).click();
  await page.getByRole('button', { name: 'Clear selection' }).click();
}

async function takeViews(page: Page, take: Take): Promise<void> {
  await chooseView(page, 'Compact');
  await take('compact');
  await chooseView(page, 'Show as a grid');
  await take('grid-compact');
  await chooseView(page, 'Compact');
  await take('grid');
  await chooseView(page, 'Show as a list');
  if (isPhone(page)) await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('zzz');
  await page.getByRole('heading', { name: 'No matches' }).waitFor();
  await take('filter-none');
  await page.getByRole('button', { name: 'Clear filter' }).click();
}

const isPhone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) <= 720;

async function takeDialogs(page: Page, take: Take): Promise<void> {
  const dialog = page.getByRole('dialog');
  await moreOf(page, long);
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await dialog.getByLabel('New name').fill('notes.md');
  await dialog.getByText('This name is already taken in this folder.').waitFor();
  await take('rename');
  await page.keyboard.press('Escape');
  for (const name of ['Budget 2026.xlsx', 'Quarterly report.pdf', 'Archive']) {
    await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  }
  await page.getByRole('button', { name: 'More actions for the selection' }).click();
  await page.getByRole('menuitem', { name: 'Copy to…' }).click();
  await dialog.getByRole('button', { name: 'Open Photos' }).waitFor();
  await take('destination');
  await dialog.getByRole('button', { name: 'Open Photos' }).click();
  await dialog.getByText('There are no folders in here.').waitFor();
  await dialog.getByRole('button', { name: 'New folder' }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.getByText('Give the folder a name.').waitFor();
  await take('destination-new-folder');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Cancel' }).last().click();
  await page.getByRole('checkbox', { name: 'Select Archive' }).uncheck();
  await takeConflicts(page, take);
}

async function takeConflicts(page: Page, take: Take): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'More actions for the selection' }).click();
  await page.getByRole('menuitem', { name: 'Copy to…' }).click();
  await dialog.getByRole('button', { name: 'Open Archive', exact: true }).click();
  await dialog.getByRole('button', { name: 'Open 2025' }).waitFor();
  await dialog.getByRole('button', { name: 'Open 2025' }).click();
  await dialog.getByRole('button', { name: 'Copy here' }).click();
  await dialog.getByRole('heading', { name: '1 name is already taken in “2025”' }).waitFor();
  await dialog.getByText('Loading…').first().waitFor({ state: 'detached' });
  await take('conflicts');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('copied to “2025”').first().waitFor();
  await page.getByRole('button', { name: 'Clear selection' }).click();
}

async function takeSearch(page: Page, take: Take): Promise<void> {
  await page.goto('/search');
  await page.getByRole('heading').first().waitFor();
  await take('search-hint');
  for (const [text, name] of [
    ['e', 'search'],
    ['zzz', 'search-none'],
  ] as const) {
    await page.goto(`/search?text=${text}`);
    await page
      .getByText(name === 'search' ? /\d+ matches/ : 'No matches')
      .first()
      .waitFor();
    await take(name);
  }
}
