import { chromium } from '@playwright/test';

import { findChromium } from '../../e2e/chromium.ts';
import { CaseRunner } from './case-runner.ts';

const concurrency = 2;

/** Does `work` with each of `items`, in their order, on `concurrency` runners at the same time. */
export async function runInParallel<T>(
  items: readonly T[],
  work: (runner: CaseRunner, item: T) => Promise<void>,
  app?: { readonly folder: string },
): Promise<void> {
  const waiting = [...items];
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  const runners: CaseRunner[] = [];
  try {
    // The runners start one after the other: two starts at once on two cores take longer than both.
    while (runners.length < concurrency) runners.push(await CaseRunner.open(browser, app));
    await Promise.all(
      runners.map(async (runner) => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(runner, next);
      }),
    );
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
    await browser.close();
  }
}
