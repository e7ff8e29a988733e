import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import { expect, test } from './journey.ts';
import { pdf } from './samples/pdf.ts';
import { png } from './samples/png.ts';
import { wave } from './samples/wave.ts';
import { openViewer, store } from './viewer.ts';

const shown: Readonly<Record<string, Buffer>> = {
  'a.png': png(900, 600),
  'b.pdf': pdf(['First page', 'Second page']),
  'c.ts': Buffer.from('// Adds.\nexport const add = (one = 1, other = "2") => one + other;\n'),
  'd.md': Buffer.from(
    '# Notes\n\nSome `code` and a [link](https://example.com/).\n\n- [x] done\n\n| a |\n|---|\n| 1 |\n',
  ),
  'e.wav': wave(2),
  'f.zip': Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1]),
};

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('every kind of preview is accessible', async ({ files }) => {
      test.setTimeout(240_000);
      await store(files, shown);
      const dialog = await openViewer(files, 'a.png');
      await dialog.getByRole('button', { name: 'Details' }).click();
      const ready = [
        /^\s*\d+\s%\s*$/,
        'First page',
        'Adds.',
        'Some',
        'e.wav',
        'The content of an archive is not shown here.',
      ];
      for (const [index, text] of ready.entries()) {
        await expect(dialog.getByText(`${index + 1} of 6`)).toBeVisible();
        await expect(dialog.getByText(text).first()).toBeVisible();
        await expectAccessible(files);
        await expectNoOverflow(files);
        await files.keyboard.press('ArrowRight');
      }
    });
  });
}
