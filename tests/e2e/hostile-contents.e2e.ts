import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { choose, expect, test } from './journey.ts';
import { RendererMemory } from './renderer-memory.ts';
import { hostileFiles, type HostileFile } from './samples/hostile.ts';
import { blackPng } from './samples/png.ts';
import { authorizationOf } from './stored-files.ts';
import { openViewer, store, viewer } from './viewer.ts';

// The memory of a page is measured: its process must not hold what an earlier journey left.
test.use({ reuseContext: false });
test.describe.configure({ mode: 'default' });

/** Hosts that a page asked for something. */
function askedHosts(page: Page): Set<string> {
  const hosts = new Set<string>();
  page.on('request', (request) => {
    if (/^https?:/.test(request.url())) hosts.add(new URL(request.url()).host);
  });
  return hosts;
}

const contentsOf = (all: readonly HostileFile[]) => Object.fromEntries(all.map(({ name, bytes }) => [name, bytes]));

test('whatever is in a file, it runs nothing, loads nothing from elsewhere, and has an outcome', async ({
  files,
  stack,
  browser,
  complaints,
}) => {
  test.setTimeout(180_000);
  const hosts = askedHosts(files);
  await store(files, contentsOf(hostileFiles));
  const memory = await RendererMemory.watch(browser);
  for (const { name, shows } of hostileFiles) {
    const dialog = await openViewer(files, name);
    await expect(dialog.getByText(shows).first(), name).toBeVisible();
    expect(await dialog.locator('[href]:not([href^="http"])').count(), name).toBe(0);
    expect(await dialog.locator('iframe, object, embed, script').count(), name).toBe(0);
    expect(await files.evaluate(`'stranger' in window`), name).toBe(false);
    expect(await complaints.all(), name).toEqual([]);
    await files.keyboard.press('Escape');
    await expect(viewer(files)).toHaveCount(0);
  }
  expect(memory.stop().mostMib).toBeLessThan(250);
  const dualStackUrl = stack.s3Url.replace('127.0.0.1', 'localhost');
  const known = [stack.webUrl, stack.s3Url, dualStackUrl, stack.cognitoUrl].map((url) => new URL(url).host);
  expect([...hosts].filter((host) => !known.includes(host))).toEqual([]);
});

test('a link of a document is offered only when it leads to the web', async ({ files }) => {
  const wanted = hostileFiles.filter(({ name }) => name === 'document.pdf' || name === 'notes.md');
  await store(files, contentsOf(wanted));
  const dialog = await openViewer(files, 'document.pdf');
  await expect(dialog.getByRole('link')).toHaveCount(1);
  await expect(dialog.getByRole('link')).toHaveAttribute('href', 'https://example.com/');
  await expect(dialog.getByRole('link')).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  await files.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('heading', { name: 'Title' })).toBeVisible();
  const addresses = await dialog.getByRole('link').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  // The first is an address in the text.
  const stranger = 'https://stranger.invalid/';
  expect(addresses).toEqual([stranger, 'https://example.com/', `${stranger}b.png`]);
});

test('a huge text and a picture of the most pixels fit into the memory', async ({ files, browser }) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'airlock-huge-'));
  const huge = join(folder, 'huge.log');
  const file = await open(huge, 'w');
  await file.write('A line of the log.\n'.repeat(60_000));
  // Only the disk knows that the rest is empty: to the browser it is 256 MiB.
  await file.truncate(256 * 1024 ** 2);
  await file.close();
  try {
    await choose(files, huge);
    await expect(files.getByRole('heading', { name: '1 file uploaded' })).toBeVisible({ timeout: 90_000 });
    await files.getByRole('button', { name: 'Clear finished' }).click();
    await store(files, { 'large.png': blackPng(7_000, 7_000) });
    const memory = await RendererMemory.watch(browser);
    const dialog = await openViewer(files, 'huge.log');
    await expect(dialog.getByText('Shows the first 1 MB of 256 MB.')).toBeVisible();
    await files.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('img', { name: 'large.png' })).toBeVisible();
    await dialog.getByRole('button', { name: /^Actual size/ }).click();
    await expect(dialog.getByText('100 %')).toBeVisible();
    expect(memory.stop().mostMib).toBeLessThan(250);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a file that is deleted while another is shown has a sentence', async ({ files }) => {
  await store(files, { 'a.txt': 'First', 'b.txt': 'Second' });
  const authorization = await authorizationOf(files);
  const dialog = await openViewer(files, 'a.txt');
  await expect(dialog.getByText('First')).toBeVisible();
  const [etag] = await files.evaluate(async (token) => {
    const answer = await fetch('/api/files', { headers: { authorization: token } });
    const { files: all } = (await answer.json()) as { files: { path: string; etag: string }[] };
    return all.filter(({ path }) => path === 'b.txt').map((it) => it.etag);
  }, authorization);
  const deleted = await files.request.post('/api/files/delete', {
    headers: { authorization },
    data: { items: [{ path: 'b.txt', etag }] },
  });
  expect(deleted.ok()).toBe(true);
  await files.keyboard.press('ArrowRight');
  await expect(dialog.getByText('This file no longer exists.')).toBeVisible();
});
