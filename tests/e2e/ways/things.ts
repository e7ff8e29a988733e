import { row as rowOf } from '../journey.ts';
import type { Thing } from './hands/thing.ts';

/** Things of the app, as a person would name them. */
export const button =
  (name: string | RegExp): Thing =>
  (page) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

export const item =
  (name: string | RegExp): Thing =>
  (page) =>
    page.getByRole('menuitem', typeof name === 'string' ? { name, exact: true } : { name });

/** An item of a menu that is on or off. */
export const checkItem =
  (name: string): Thing =>
  (page) =>
    page.getByRole('menuitemcheckbox', { name, exact: true });

export const heading =
  (name: string): Thing =>
  (page) =>
    page.getByRole('heading', { name, exact: true });

export const field =
  (label: string): Thing =>
  (page) =>
    page.getByLabel(label, { exact: true });

/** The row of a file or folder in a list, which may be the trash. */
export const row =
  (name: string): Thing =>
  (page) =>
    rowOf(page, name);

export const box =
  (name: string): Thing =>
  (page) =>
    page.getByRole('checkbox', { name, exact: true });

/** The button that opens the menu of an item. */
export const more = (name: string): Thing => button(`More actions for ${name}`);
export const moreForSelection = button('More actions for the selection');

/** A folder in the path above the list. */
export const crumb =
  (name: string): Thing =>
  (page) =>
    page.getByRole('navigation', { name: 'Folder path' }).getByRole('link', { name, exact: true });

/** A place of the app, such as the trash. */
export const place =
  (name: string): Thing =>
  (page) =>
    page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name, exact: true });

/** A message at the bottom of the page. */
export const notice =
  (sentence: string): Thing =>
  (page) =>
    page.getByRole('region', { name: 'Messages' }).locator('airlock-notice-view').filter({ hasText: sentence });

export const inNotice =
  (sentence: string, name: string): Thing =>
  (page) =>
    notice(sentence)(page).getByRole('button', { name, exact: true });

export const dialog: Thing = (page) => page.getByRole('dialog');

export const inDialog =
  (name: string | RegExp): Thing =>
  (page) =>
    dialog(page).getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

export const inDetails =
  (name: string): Thing =>
  (page) =>
    details(page).getByRole('button', { name, exact: true });

/** A sentence anywhere on the page. */
export const words =
  (sentence: string): Thing =>
  (page) =>
    page.getByText(sentence);

/** A choice of a group of which one is chosen. */
export const choice =
  (group: string, name: string): Thing =>
  (page) =>
    page.getByRole('group', { name: group }).getByRole('radio', { name, exact: true });

/** The row of a deleted file in the trash. */
export const trashed =
  (name: string): Thing =>
  (page) =>
    page.getByRole('grid', { name: 'Deleted files' }).getByRole('row').filter({ hasText: name });

/** An item of the grid, which shows files as tiles. */
export const tile =
  (name: string): Thing =>
  (page) =>
    page.locator('[role=gridcell][data-index]').filter({ hasText: name });

/** The pane with the details of what is selected. */
export const details: Thing = (page) => page.getByRole('complementary', { name: 'Details' });

/** The button of the account menu. */
export const account = button(/^Account of /);

/** A choice of the appearance in the account menu. */
export const appearance =
  (name: string): Thing =>
  (page) =>
    page.getByRole('menuitemradio', { name, exact: true });

/** A picture in the viewer. */
export const picture =
  (name: string): Thing =>
  (page) =>
    dialog(page).getByRole('img', { name, exact: true });

export const searchbox =
  (name: string): Thing =>
  (page) =>
    page.getByRole('searchbox', { name });
