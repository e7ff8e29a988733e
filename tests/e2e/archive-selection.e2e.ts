import { shas, shasOf, store } from './download-tray.ts';
import { expect, pattern } from './journey.ts';
import { test } from './rig-journey.ts';

test.describe.configure({ mode: 'default' });

test('what is selected comes as one archive, and so does everything', async ({ files, rig }) => {
  const contents = { 'b.txt': pattern(10, 1), 'a.txt': pattern(10, 2), 'c/d.txt': pattern(10, 3) };
  await store(files, rig, contents);
  await files.getByRole('checkbox', { name: 'Select b.txt' }).check();
  await files.getByRole('checkbox', { name: 'Select c', exact: true }).check();
  const some = files.waitForEvent('download');
  await files.getByRole('button', { name: 'Download as ZIP' }).click();
  const { 'a.txt': left, ...selected } = contents;
  expect(await shasOf(await some)).toEqual(shas(selected));
  await files.getByRole('checkbox', { name: 'Select all' }).check();
  const all = files.waitForEvent('download');
  await files.getByRole('button', { name: 'Download as ZIP' }).click();
  expect((await all).suggestedFilename()).toBe('My files.zip');
  expect(await shasOf(await all)).toEqual(shas({ ...selected, 'a.txt': left }));
});

test('many folders that are selected come as one archive, found with one call', async ({ files, rig }) => {
  const folders = ['a', 'ab', 'b', 'c', 'd'];
  const contents = Object.fromEntries(
    folders.flatMap((folder, index) => [
      [`${folder}/x.txt`, pattern(10, index)],
      [`${folder}/sub/deep/y.txt`, pattern(20, index)],
      [`${folder}/sub/empty/`, Buffer.alloc(0)],
    ]),
  );
  await store(files, rig, { ...contents, 'other/z.txt': pattern(30) });
  const lists: string[] = [];
  files.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/api/files' && searchParams.has('deep')) lists.push(searchParams.get('folder') ?? '');
  });
  for (const folder of folders) await files.getByRole('checkbox', { name: `Select ${folder}`, exact: true }).check();
  const got = files.waitForEvent('download');
  await files.getByRole('button', { name: 'Download as ZIP' }).click();
  expect(await shasOf(await got)).toEqual(shas(contents));
  expect(lists).toEqual(['']);
});
