import { chromium } from '@playwright/test';

import { findChromium } from '../../e2e/chromium.ts';
import { Lane } from './lane.ts';

const laneCount = 2;

/** Does `work` with each of `items`, in the order they come, as many at a time as there are lanes. */
export async function inLanes<T>(
  items: readonly T[],
  work: (lane: Lane, item: T) => Promise<void>,
  app?: { readonly folder: string },
): Promise<void> {
  const waiting = [...items];
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  const lanes: Lane[] = [];
  try {
    // One after the other: two starts at once on two cores take longer than both.
    while (lanes.length < laneCount) lanes.push(await Lane.open(browser, app));
    await Promise.all(
      lanes.map(async (lane) => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(lane, next);
      }),
    );
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
    await browser.close();
  }
}
