import { defineConfig } from '@playwright/test';

import { findChromium } from './chromium.ts';

const inCi = process.env['CI'] === 'true';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  globalSetup: './global-setup.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  forbidOnly: inCi,
  // A journey waits for more than half of its time, so that three keep two cores busy.
  workers: 3,
  // A journey that failed runs once more, with a trace. It has failed also when it passes then.
  retries: 1,
  failOnFlakyTests: true,
  // Limits end what hangs: on a busy machine a journey takes four times as long as alone.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    // An action that hangs says what it waits for; the end of the whole journey does not.
    actionTimeout: 60_000,
    browserName: 'chromium',
    // A new context loads and compiles the whole app anew. Playwright empties the storages of one that is used again.
    reuseContext: true,
    // The bundled Chromium runs as root in containers; the pages are our own.
    launchOptions: { ...(await findChromium()), args: ['--no-sandbox', '--disable-background-networking'] },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // A trace of every journey would take about an eighth of all time. It shows the page's own content at each step; a picture
    // of each moment would take a tenth more.
    trace: { mode: 'on-first-retry', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
