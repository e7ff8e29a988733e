import type { Locator, Page } from '@playwright/test';

/** Finds something on the page. A cell of the table names things only in this form, so that nothing but a hand can touch them. */
export type Thing = (page: Page) => Locator;
