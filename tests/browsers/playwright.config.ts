import { defineConfig } from '@playwright/test';

import chromium from '../e2e/playwright.config.ts';
import { firefoxPath } from './installed.ts';
import { leftOut } from './not-in-firefox.ts';

/** The journeys in which the way of a browser matters. */
const journeys = ['blocked-storage', 'files', 'forgot-password', 'lost-chunks', 'parts', 'sign-in', 'upload'];

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const executablePath = firefoxPath();

/** The journeys in the Firefox of this machine, through WebDriver BiDi. */
export default defineConfig({
  ...chromium,
  testDir: '../e2e',
  workers: 2,
  globalSetup: '../e2e/global-setup.ts',
  testMatch: journeys.map((name) => `**/${name}.e2e.ts`),
  grepInvert: leftOut.map(({ title }) => new RegExp(literally(title))),
  use: {
    ...chromium.use,
    browserName: 'firefox',
    reuseContext: false,
    channel: 'moz-firefox',
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
});
