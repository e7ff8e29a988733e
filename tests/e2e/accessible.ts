import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';

const options: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
};

/** The source of axe. The minified one is less than half as long. */
const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The widths of a large and of a small screen. */
const widths = [1280, 360];

/**
 * How an accessibility journey uses the app: each colour scheme at a width of its own. What a journey reaches, the functions
 * below check at both widths, so that it is seen in all four combinations.
 */
export const appearances = [
  { name: 'light, 1280 wide', use: { colorScheme: 'light', viewport: { width: 1280, height: 800 } } },
  { name: 'dark, 360 wide', use: { colorScheme: 'dark', viewport: { width: 360, height: 800 } } },
] as const;

/** Checks the page in its present state against WCAG 2.2 AA at both widths, as far as axe can judge it. */
export async function expectAccessible(page: Page): Promise<void> {
  await atBothWidths(page, () => expectAccessibleAsItIs(page));
}

/** Checks the page in its present state and width. */
export async function expectAccessibleAsItIs(page: Page): Promise<void> {
  // Colours are checked when nothing fades any more.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => 0))),
  );
  expect(await violationsOf(page)).toEqual([]);
}

/** Checks that nothing has to be scrolled sideways at either width. */
export async function expectNoOverflow(page: Page): Promise<void> {
  await atBothWidths(page, async () => {
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

/** Checks the page at the other width, and then at the one at which the journey goes on. */
export async function atBothWidths(page: Page, check: () => Promise<void>): Promise<void> {
  const present = page.viewportSize()?.width ?? 0;
  for (const width of [...widths.filter((it) => it !== present), present]) {
    await page.setViewportSize({ width, height: 800 });
    await untilStill(page);
    await check();
  }
}

/** Waits until everything stays where it is: a grid counts its columns anew some frames after its width has changed. */
const untilStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const places = () =>
      [...document.querySelectorAll('a, button, input')]
        .map((each) => each.getBoundingClientRect())
        .map(({ x, y, width, height }) => [x, y, width, height].join())
        .join(';');
    const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const mostFrames = 100;
    let [before, now] = ['', places()];
    for (let frames = 0; (frames < 4 || before !== now) && frames < mostFrames; frames += 1) {
      before = now;
      await nextFrame();
      now = places();
    }
  });

interface Violation {
  readonly id: string;
  readonly where: readonly string[];
}

/** Runs axe in the page. Its half a megabyte of source is sent only once to each document, which takes most of the time. */
async function violationsOf(page: Page): Promise<readonly Violation[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (given) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, given);
    return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
  }, options);
}
