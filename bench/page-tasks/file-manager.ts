import { expect, type Page } from '@playwright/test';

import { newButton, row } from '../../tests/e2e/journey.ts';
import type { Row } from '../row.ts';
import { longestTask, type Step } from './step.ts';

const summary = (page: Page) => page.locator('airlock-files-page .summary');
const many = (page: Page) => page.getByRole('link', { name: 'many', exact: true });
const press = (page: Page, key: string) => page.keyboard.press(key);

async function openMany(page: Page): Promise<void> {
  await many(page).click();
  await expect(summary(page)).toHaveText('1,000 files');
}

async function home(page: Page): Promise<void> {
  await page.goBack();
  await expect(many(page)).toBeVisible();
}

const inFolder: Readonly<Record<string, Step>> = {
  'sort by size': {
    act: async (page) => {
      await page.getByRole('button', { name: 'Name', exact: true }).click();
      await expect(row(page, '0999.txt')).toBeVisible();
    },
    back: async (page) => {
      await page.getByRole('button', { name: 'Name', exact: true }).click();
      await expect(row(page, '0000.txt')).toBeVisible();
    },
  },
  'go to the end': {
    act: async (page) => {
      await row(page, '0000.txt').focus();
      await press(page, 'End');
      await expect(row(page, '0999.txt')).toBeFocused();
    },
    back: async (page) => {
      await press(page, 'Home');
      await expect(row(page, '0000.txt')).toBeFocused();
    },
  },
  'select everything': {
    act: async (page) => {
      await press(page, 'Control+a');
      await expect(page.getByRole('status').filter({ hasText: '1,000 files selected' })).toBeVisible();
    },
    back: (page) => press(page, 'Escape'),
  },
  'open a menu and a dialog': {
    act: async (page) => {
      await press(page, 'Shift+F10');
      await expect(page.getByRole('menuitem').first()).toBeFocused();
      await press(page, 'Escape');
      await press(page, 'F2');
      await expect(page.getByLabel('New name')).toBeFocused();
    },
    back: async (page) => {
      await press(page, 'Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(row(page, '0000.txt')).toBeFocused();
    },
  },
  'open the viewer': {
    act: async (page) => {
      await press(page, 'Enter');
      await expect(page.getByRole('dialog').getByText('many/0000.txt')).toBeVisible();
    },
    back: async (page) => {
      await press(page, 'Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(row(page, '0000.txt')).toBeFocused();
      // The file that was seen last is selected.
      await press(page, 'Escape');
    },
  },
  'show a grid': {
    act: async (page) => {
      await page.getByRole('button', { name: 'Show as a grid' }).click();
      await expect(page.locator('[role=gridcell][data-index]').first()).toBeVisible();
    },
    back: async (page) => {
      await page.getByRole('button', { name: 'Show as a list' }).click();
      await expect(row(page, '0000.txt')).toBeVisible();
    },
  },
};

/** Measures what people do in a folder `many` of 1,000 files. */
export async function measureFileManager(page: Page): Promise<Row[]> {
  await expect(newButton(page)).toBeVisible();
  // What a step loads for the first time is compiled then.
  await openMany(page);
  await home(page);
  const rows = [await longestTask(page, 'open a folder of 1,000 files', { act: openMany, back: home })];
  await openMany(page);
  for (const [name, step] of Object.entries(inFolder))
    rows.push(await longestTask(page, `${name} of 1,000 files`, step));
  await home(page);
  return rows;
}
