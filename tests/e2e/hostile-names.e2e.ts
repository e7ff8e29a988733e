import type { Page } from '@playwright/test';

import {
  choose,
  download,
  expect,
  newButton,
  pattern,
  payload,
  row,
  sha256,
  sha256OfDownload,
  signIn,
  test,
  uploadRow,
  type FilePayload,
} from './journey.ts';

/** Names with which somebody may try to run code in a list of names. */
const names = [
  '<img src=x onerror=alert(1)>.txt',
  '"><svg onload=alert(2)>.txt',
  "' onfocus='alert(3)' autofocus='.txt",
  '{{constructor.constructor("alert(4)")()}}.txt',
  'javascript:alert(5)',
  '%3Cscript%3Ealert(6)%3C%2Fscript%3E.txt',
  '&lt;script&gt;alert(7)&lt;&#47;script&gt;.txt',
  '${alert(8)}.txt',
];
/** The name of a folder, which cannot contain a slash. */
const folder = '<img src=x onerror=alert(9)>';
const script = '<script>alert(10)</script><img src="x" onerror="alert(11)">';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(12)"><script>alert(13)</script></svg>`;

const hostileFile = (name: string, mimeType: string, content: string): FilePayload => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});

/**
 * Collects the dialogs that a script would open. Anything else that it does, or is kept from doing, is a complaint,
 * which fails every journey.
 */
function listenForDialogs(page: Page): string[] {
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return dialogs;
}

async function openFolder(page: Page, path: string): Promise<void> {
  await page.goto(`/files?folder=${encodeURIComponent(path)}`);
  await expect(newButton(page)).toBeVisible();
}

test('names are shown as they are and run nowhere', async ({ page, account }) => {
  const dialogs = listenForDialogs(page);
  await signIn(page, account);
  await openFolder(page, folder);
  await choose(
    page,
    names.map((name, index) => payload(name, pattern(100, index + 1))),
  );
  for (const name of names) {
    await expect(uploadRow(page, name)).toContainText('Verified');
    await expect(row(page, name)).toBeVisible();
  }
  await expect(page.getByRole('navigation', { name: 'Folder path' })).toContainText(folder);
  await expect(page).toHaveTitle(`${folder} · Airlock`);

  const [name = ''] = names;
  expect(await sha256OfDownload(await download(page, name))).toBe(sha256(pattern(100)));
  await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('<script>alert(14)</script>');
  await expect(page.getByText('No name in this folder contains “<script>alert(14)</script>”.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter this folder' }).fill('');
  await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText(`“${name}” deleted`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`“${name}” restored`)).toBeVisible();

  await page.goto('/files');
  await page.getByRole('link', { name: folder, exact: true }).click();
  await expect(row(page, name)).toBeVisible();
  expect(dialogs).toEqual([]);
});

test('a question about a hostile name is a question', async ({ page, account }) => {
  const dialogs = listenForDialogs(page);
  await signIn(page, account);
  const [name = ''] = names;
  await choose(page, payload(name, pattern(10)));
  await expect(uploadRow(page, name)).toContainText('Verified');
  await choose(page, payload(name, pattern(10, 2)));
  await page.getByRole('button', { name: `Keep both: ${name}` }).click();
  await expect(page.getByRole('grid')).toContainText('<img src=x onerror=alert(1)> (2).txt');
  expect(dialogs).toEqual([]);
});

test('a picture that is a page is not shown, and its script does not run', async ({ page, account }) => {
  const dialogs = listenForDialogs(page);
  await signIn(page, account);
  await choose(page, [
    hostileFile('page.png', 'image/png', script),
    hostileFile('drawing.png', 'image/svg+xml', svg),
    hostileFile('honest-type.png', 'text/html', script),
  ]);
  for (const name of ['page.png', 'honest-type.png']) {
    await page.getByRole('button', { name, exact: true }).click();
    // It is shown as what it is: a text.
    await expect(page.getByRole('dialog').getByText('<script>')).toBeVisible();
    await expect(page.getByRole('dialog').locator('img, script')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'drawing.png', exact: true }).click();
  await expect(page.getByRole('dialog').getByText('<svg')).toBeVisible();
  expect(dialogs).toEqual([]);
});

test('a page or drawing is never opened in the browser, whatever is asked for', async ({ page, account }) => {
  const dialogs = listenForDialogs(page);
  await signIn(page, account);
  await choose(page, [hostileFile('page.html', 'text/html', script), hostileFile('drawing.svg', 'image/svg+xml', svg)]);
  for (const name of ['page.html', 'drawing.svg']) {
    await expect(row(page, name)).toBeVisible();
    // The app asks for an attachment here; a stranger's script would ask for more.
    await page.route('**/api/files/presign-get', (route) =>
      route.continue({ postData: JSON.stringify({ path: name, disposition: 'inline' }) }),
    );
    const got = await download(page, name);
    expect(got.suggestedFilename()).toBe(name);
    await page.unrouteAll();
  }
  expect(page.url()).toContain('/files');
  expect(dialogs).toEqual([]);
});

test('the listener hears a dialog', async ({ page, account }) => {
  const dialogs = listenForDialogs(page);
  await signIn(page, account);
  await page.evaluate(() => void setTimeout(() => alert('shown')));
  await expect.poll(() => dialogs).toEqual(['shown']);
});
