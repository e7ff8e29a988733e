import { expect, row, test } from './journey.ts';
import { authorizationOf, storeFiles } from './stored-files.ts';

test.use({ viewport: { width: 320, height: 740 } });

/** Whether all of a text is seen, some of it, or nothing. Runs in the page. */
function seenOf(cell: SVGElement | HTMLElement): 'whole' | 'part' | 'nothing' {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const [text, box] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
  if (text.top >= box.bottom - 1) return 'nothing';
  return text.right <= box.right + 1 && text.bottom <= box.bottom + 1 ? 'whole' : 'part';
}

test('on the narrowest phone a date beside a size is seen whole or not at all', async ({ files, stack }) => {
  const sizes: Readonly<Record<string, number>> = { 'short.txt': 8, 'long.txt': 1_023_900_000 };
  await storeFiles(stack, await authorizationOf(files), Object.keys(sizes));
  await files.route('**/api/files*', async (route) => {
    const answer = await route.fetch();
    const listed = (await answer.json()) as { files: { path: string }[] };
    const changed = listed.files.map((it) => ({ ...it, sizeBytes: sizes[it.path] ?? 0 }));
    await route.fulfill({ response: answer, json: { ...listed, files: changed } });
  });
  await files.reload();
  const date = (name: string) => row(files, name).locator('.modified');
  await expect(date('short.txt')).toBeVisible();
  for (const name of Object.keys(sizes)) await expect(date(name)).toHaveText(/, \d\d:\d\d$/);
  expect(await date('short.txt').evaluate(seenOf)).toBe('whole');
  expect(await date('long.txt').evaluate(seenOf)).toBe('nothing');
});
