import { expect, refreshList, row, test } from './journey.ts';
import { authorizationOf, storeFiles } from './stored-files.ts';

test.use({ viewport: { width: 320, height: 740 } });

/** Writes a date into a cell and returns whether all of it is seen, some of it, or nothing. Runs in the page. */
function seenOf(cell: SVGElement | HTMLElement, date: string): 'whole' | 'part' | 'nothing' {
  cell.textContent = date;
  const range = document.createRange();
  range.selectNodeContents(cell);
  const [text, box] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
  if (text.top >= box.bottom - 1) return 'nothing';
  return text.right <= box.right + 1 && text.bottom <= box.bottom + 1 ? 'whole' : 'part';
}

test('on the narrowest phone a date beside a size is seen whole or not at all', async ({ files, stack }) => {
  await storeFiles(stack, await authorizationOf(files), ['a.txt']);
  await refreshList(files);
  const cell = row(files, 'a.txt').locator('.modified');
  await expect(cell).toBeVisible();
  expect(await cell.evaluate(seenOf, '5 Jan')).toBe('whole');
  expect(await cell.evaluate(seenOf, 'yesterday, 23:59, on the day before today')).toBe('nothing');
});
