import type { Page } from '@playwright/test';

import { choose, expect, payload, row, test } from './journey.ts';
import { pdf } from './samples/pdf.ts';
import { png } from './samples/png.ts';
import { wave } from './samples/wave.ts';
import { openViewer, viewer } from './viewer.ts';

const code = `// Adds two numbers.\nexport const add = (one: number, other: number): number => one + other;\n`;
const notes = `# Notes\n\nSome **bold** words and a [link](https://example.com/).\n\n- [x] done\n- [ ] open\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`;

async function store(page: Page, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
  await choose(
    page,
    Object.entries(files).map(([name, bytes]) => payload(name, Buffer.from(bytes))),
  );
  for (const name of Object.keys(files)) await expect(row(page, name)).toBeVisible();
}

test('a picture is shown, enlarged by keys, and followed by the next file', async ({ files }) => {
  await store(files, { 'a.png': png(2000, 1000), 'b.png': png(40, 30), 'c.txt': 'Hello' });
  const dialog = await openViewer(files, 'a.png');
  await expect(dialog.getByRole('img', { name: 'a.png' })).toBeVisible();
  await expect(dialog.getByText('1 of 3')).toBeVisible();
  await dialog.getByRole('group', { name: /^Picture/ }).focus();
  await files.keyboard.press('1');
  await expect(dialog.getByText('100 %')).toBeVisible();
  await files.keyboard.press('+');
  await expect(dialog.getByText('125 %')).toBeVisible();
  // Keys of a picture that is larger than the window move it.
  await files.keyboard.press('ArrowRight');
  await expect(dialog.getByText('1 of 3')).toBeVisible();
  await files.keyboard.press('0');
  await files.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('img', { name: 'b.png' })).toBeVisible();
  await files.keyboard.press('ArrowRight');
  await expect(dialog.getByText('Hello')).toBeVisible();
  await files.keyboard.press('Escape');
  await expect(viewer(files)).toHaveCount(0);
});

test('a PDF is shown with its text', async ({ files }) => {
  await store(files, { 'report.pdf': pdf(['First page', 'Second page', 'Third page']) });
  const dialog = await openViewer(files, 'report.pdf');
  await expect(dialog.getByRole('group', { name: 'Page 1 of 3' })).toContainText('First page');
  await files.screenshot({ path: '/tmp/preview-shots/pdf.png' });
});

test('code is coloured, and Markdown formatted', async ({ files }) => {
  await store(files, { 'add.ts': code, 'notes.md': notes });
  const dialog = await openViewer(files, 'add.ts');
  await expect(dialog.locator('.keyword').first()).toHaveText('export');
  await files.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('heading', { name: 'Notes' })).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'link' })).toHaveAttribute('rel', /noopener/);
  await dialog.getByRole('button', { name: 'Show source' }).click();
  await expect(dialog.getByText('# Notes')).toBeVisible();
});

test('a sound is played from the storage', async ({ files }) => {
  await store(files, { 'tone.wav': wave(5) });
  const dialog = await openViewer(files, 'tone.wav');
  const player = dialog.locator('audio');
  await expect.poll(() => player.evaluate((it: HTMLAudioElement) => it.duration)).toBe(5);
});
