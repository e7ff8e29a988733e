import { expect, row, test } from './journey.ts';
import { pdf } from './samples/pdf.ts';
import { png } from './samples/png.ts';
import { wave } from './samples/wave.ts';
import { openViewer, store, viewer } from './viewer.ts';

const code = `// Adds two numbers.\nexport const add = (one: number, other: number): number => one + other;\n`;
const notes = `# Notes\n\nSome **bold** words and a [link](https://example.com/).\n\n- [x] done\n- [ ] open\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`;

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

test('keys after a rename are about the file that is shown, and a key that is held down is one press', async ({
  files,
}) => {
  await store(files, { 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c', 'e.txt': 'e', 'f.txt': 'f' });
  const dialog = await openViewer(files, 'b.txt');
  await files.keyboard.press('F2');
  await files.getByLabel('New name').fill('d.txt');
  await files.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: 'd.txt' })).toBeVisible();
  await files.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('heading', { name: 'c.txt' })).toBeVisible();
  await files.keyboard.down('Delete');
  await files.keyboard.down('Delete');
  await files.keyboard.down('Delete');
  await files.keyboard.up('Delete');
  await expect(dialog.getByRole('heading', { name: 'e.txt' })).toBeVisible();
  await expect(dialog.getByText('3 of 4')).toBeVisible();
  await files.keyboard.press('Escape');
  for (const name of ['a.txt', 'd.txt', 'e.txt', 'f.txt']) await expect(row(files, name)).toBeVisible();
  await expect(row(files, 'c.txt')).toHaveCount(0);
});

test('a file that was stored in parts can be deleted in the viewer after it was renamed there', async ({ files }) => {
  // Its ETag is another one after the rename, which is a copy.
  await store(files, { 'a.bin': Buffer.alloc(17 * 1024 * 1024, 'a'), 'c.txt': 'c' });
  const dialog = await openViewer(files, 'a.bin');
  await files.keyboard.press('F2');
  await files.getByLabel('New name').fill('b.bin');
  await files.keyboard.press('Enter');
  await expect(dialog.getByText('“a.bin” renamed to “b.bin”')).toBeVisible();
  await files.keyboard.press('Delete');
  await expect(dialog.getByText('“b.bin” deleted')).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'c.txt' })).toBeVisible();
});

test('Undo in the viewer brings back there what was deleted, and the old name', async ({ files }) => {
  await store(files, { 'a.txt': 'a', 'b.txt': 'b' });
  const dialog = await openViewer(files, 'a.txt');
  const next = dialog.getByRole('button', { name: 'Next file' });
  await next.focus();
  await files.keyboard.press('Delete');
  await expect(dialog.getByRole('heading', { name: 'b.txt' })).toBeVisible();
  // The button that had the focus has gone with the last file but one.
  await expect(next).toHaveCount(0);
  await expect(dialog.getByRole('heading', { name: 'b.txt' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByText('“a.txt” restored')).toBeVisible();
  await expect(dialog.getByText('2 of 2')).toBeVisible();
  await files.keyboard.press('F2');
  await files.getByLabel('New name').fill('c.txt');
  await files.keyboard.press('Enter');
  const renamed = dialog.locator('airlock-notice-view').filter({ hasText: '“b.txt” renamed to “c.txt”' });
  await expect(dialog.getByRole('heading', { name: 'c.txt' })).toBeVisible();
  await renamed.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByRole('heading', { name: 'b.txt' })).toBeVisible();
  await files.keyboard.press('Delete');
  await expect(dialog.getByText('“b.txt” deleted')).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'a.txt' })).toBeVisible();
});

test('a PDF is shown with its text', async ({ files }) => {
  await store(files, { 'report.pdf': pdf(['First page', 'Second page', 'Third page']) });
  const dialog = await openViewer(files, 'report.pdf');
  await expect(dialog.getByRole('group', { name: 'Page 1 of 3' })).toContainText('First page');
  await dialog.getByRole('button', { name: 'Zoom in' }).click();
  await expect(dialog.getByText('125 %')).toBeVisible();
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

test('a sound goes on where it was when its URL has expired', async ({ files }) => {
  await store(files, { 'tone.wav': wave(60) });
  const dialog = await openViewer(files, 'tone.wav');
  const player = dialog.locator('audio');
  await expect.poll(() => player.evaluate((it: HTMLAudioElement) => it.duration)).toBe(60);
  const signed = files.waitForRequest((request) => request.url().includes('/presign-get'));
  // What a browser says when S3 refuses the next range.
  await player.evaluate((it: HTMLAudioElement) => {
    it.currentTime = 33;
    Object.defineProperty(it, 'error', { value: { code: MediaError.MEDIA_ERR_NETWORK }, configurable: true });
    it.dispatchEvent(new Event('error'));
  });
  await signed;
  await expect.poll(() => player.evaluate((it: HTMLAudioElement) => it.currentTime)).toBe(33);
});

test('what cannot be shown says why, and is downloaded from there', async ({ files }) => {
  await store(files, { 'all.zip': Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1]) });
  const dialog = await openViewer(files, 'all.zip');
  await expect(dialog.getByRole('alert')).toHaveText('The content of an archive is not shown here.');
  const started = files.waitForEvent('download');
  await dialog.getByText('Download', { exact: true }).click();
  expect((await started).suggestedFilename()).toBe('all.zip');
});

test('a thumbnail is read once, and shown in the list', async ({ files }) => {
  await store(files, { 'a.png': png(200, 100) });
  const picture = row(files, 'a.png').locator('airlock-thumbnail img');
  await expect(picture).toBeVisible();
  let signed = 0;
  files.on('request', (request) => (signed += request.url().includes('/presign-get') ? 1 : 0));
  await files.goto('/activity');
  await files.goBack();
  await expect(row(files, 'a.png')).toBeVisible();
  expect(signed).toBeLessThanOrEqual(1);
});
