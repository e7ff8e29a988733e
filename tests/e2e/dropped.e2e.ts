import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Page } from '@playwright/test';

import { dropOnPage, expect, payload, row, test, uploadRow, choose } from './journey.ts';

test('of a dropped folder, what is left out is said, and hidden system files come on request', async ({ files }) => {
  const home = await mkdtemp(join(tmpdir(), 'airlock-dropped-'));
  try {
    for (const path of ['photos/a.jpg', 'photos/.DS_Store', 'photos/day 2/b.jpg', 'photos/day 2/Thumbs.db', 'c.txt']) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), path);
    }
    await mkdir(join(home, 'photos/empty/emptier'), { recursive: true });
    await dropOnPage(files, [join(home, 'photos'), join(home, 'c.txt')]);
    await expect(titleOf(files)).toHaveText('3 files uploaded');
    await expect(files.getByText('1 empty folder was left out. 2 hidden system files were left out.')).toBeVisible();
    await files.getByRole('button', { name: 'Upload them too' }).click();
    await expect(titleOf(files)).toHaveText('5 files uploaded');
    await expect(uploadRow(files, 'photos/day 2/Thumbs.db')).toContainText('Verified');
    // Whatever is identical is counted, and nobody is asked about it.
    await dropOnPage(files, [join(home, 'photos')]);
    await expect(files.locator('airlock-upload-tray .detail')).toHaveText('4 were already there');
  } finally {
    await rm(home, { recursive: true });
  }
});

test('pasted files and screenshots are uploaded, and a drag leaves no veil behind', async ({ files }) => {
  await files.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['pixels'], 'image.png', { type: 'image/png' }));
    clipboardData.items.add(new File(['text'], 'pasted.txt'));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(uploadRow(files, 'pasted.txt')).toContainText('Verified');
  await expect(uploadRow(files, 'Screenshot 20')).toContainText('Verified');

  const protocol = await files.context().newCDPSession(files);
  const data = { items: [], files: ['/dev/null'], dragOperationsMask: 1 };
  const drag = (type: 'dragEnter' | 'dragOver' | 'dragCancel') =>
    protocol.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await files.evaluate(() => {
    const layer = document.body.appendChild(document.createElement('div'));
    layer.id = 'layer';
    layer.setAttribute('style', 'position: fixed; inset: 0');
  });
  await drag('dragEnter');
  await drag('dragOver');
  await files.evaluate(() => document.getElementById('layer')?.remove());
  await drag('dragOver');
  await expect(files.getByText('Drop to upload')).toBeVisible();
  await drag('dragCancel');
  await expect(files.getByText('Drop to upload')).toBeHidden();
});

for (const [width, height] of [
  [360, 740],
  [844, 390],
  [800, 600],
] as const) {
  test(`the tray leaves most of a screen of ${width} × ${height} free, and collapses when all is done`, async ({
    files,
  }) => {
    await files.setViewportSize({ width, height });
    await files.route('**/files/presign-put*', () => undefined);
    await choose(
      files,
      ['1', '2', '3', '4', '5', '6'].map((name) => payload(name, Buffer.from(name))),
    );
    await expect(titleOf(files)).toHaveText('Uploading 6 files');
    await expect(uploadRow(files, '1')).toBeVisible();
    const box = await files.locator('.trays').boundingBox();
    expect(box?.height).toBeLessThanOrEqual(height * 0.4);
    await files.unrouteAll({ behavior: 'ignoreErrors' });
    await files.reload();

    await choose(files, payload('last.txt', Buffer.from('1')));
    await expect(row(files, 'last.txt')).toBeVisible();
    await expect(titleOf(files)).toHaveText('1 file uploaded');
    await expect(uploadRow(files, 'last.txt')).toHaveCount(0);
    await files.getByRole('button', { name: 'Clear finished' }).click();
    await expect(titleOf(files)).toHaveText('1 unfinished upload');
  });
}

const titleOf = (page: Page) => page.locator('airlock-upload-tray h2');
