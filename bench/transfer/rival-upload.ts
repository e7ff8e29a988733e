import { join } from 'node:path';

import type { Page } from '@playwright/test';
import { build } from 'esbuild';

import { timed } from './resource-use.ts';
import type { BenchFiles } from './files.ts';
import { inBrowser } from './in-browser.ts';
import type { Uploader } from './uploader.ts';

interface RivalOrder {
  readonly name: 'uppy' | 'plain' | 'bare';
  readonly partBytes?: number;
  readonly paths: (files: BenchFiles) => readonly string[];
}

const large = (files: BenchFiles): readonly string[] => [files.large];
const many = (files: BenchFiles): readonly string[] => files.many.paths;

export const plainLarge = rival({ name: 'plain', paths: large });
export const uppyLarge = rival({ name: 'uppy', paths: large });
export const uppyLargeParts = rival({ name: 'uppy', partBytes: 16 * 1024 ** 2, paths: large });
export const uppyMany = rival({ name: 'uppy', paths: many });
export const plainMany = rival({ name: 'plain', paths: many });

/** The most that the browser's connections can do: every file is signed before the time begins. */
export const bareMany = rival({ name: 'bare', paths: many });

function rival({ name, partBytes, paths }: RivalOrder): Uploader {
  return ({ stack, adapter, watched }, files) =>
    inBrowser(stack.webUrl, async (browser, page) => {
      await openRivalPage(page);
      const isBare = name === 'bare';
      if (isBare) {
        await page.locator('input').setInputFiles([...paths(files)]);
        await page.evaluate(runRival, { name: 'signAll', partBytes: undefined, url: adapter.url });
      }
      const run = await timed({ browser, page, watched }, async () => {
        if (!isBare) await page.locator('input').setInputFiles([...paths(files)]);
        await page.evaluate(runRival, { name, partBytes, url: adapter.url });
      });
      return { ...run, apiCalls: adapter.calls() };
    });
}

/** Runs one of the uploaders of the page. It is sent to the page as text. */
async function runRival(order: { name: string; partBytes: number | undefined; url: string }): Promise<void> {
  const rivals = Reflect.get(globalThis, 'rivals') as Record<string, (...args: unknown[]) => Promise<void>>;
  await rivals[order.name]?.(order.url, order.partBytes);
}

/** Opens a page without the app but of its origin, which is the origin that the bucket allows. */
async function openRivalPage(page: Page): Promise<void> {
  await page.goto('/config.json');
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true });
    document.body.replaceChildren(input);
  });
  await page.addScriptTag({ content: await rivalScript() });
}

async function rivalScript(): Promise<string> {
  const entry = join(import.meta.dirname, 'rival-page.ts');
  const built = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', minify: true });
  return built.outputFiles[0]?.text ?? '';
}
