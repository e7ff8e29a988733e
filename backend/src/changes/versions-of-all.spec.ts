import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { versionsOfAll } from './versions-of-all.ts';

let world: ChangeWorld;
let lists: ReturnType<typeof countLists>;
beforeEach(() => {
  world = new ChangeWorld();
  lists = countLists();
});

const countLists = () => jest.spyOn(world.files, 'listVersions');
const names = (count: number, folder = 'a') =>
  Array.from({ length: count }, (_, index) => `${folder}/${String(index).padStart(5, '0')}`);

/** Reads the files, and compares with what the store says of each file alone. */
async function mustFind(paths: readonly string[]): Promise<number> {
  const keys = paths.map((path) => world.keyOf(path));
  const found = await versionsOfAll(world.versions, keys);
  const calls = lists.mock.calls.length;
  expect(found.size).toBe(keys.length);
  for (const key of keys) {
    const { versions } = await world.files.listVersions({ prefix: key, limit: 5000 });
    expect(found.get(key)).toEqual(versions.filter((version) => version.key === key));
  }
  return calls;
}

describe('versionsOfAll', () => {
  it('reads files of one folder in pages, wherever in the folder they lie', async () => {
    const all = names(3000);
    world.put(...all);
    for (const path of all.slice(0, 2000)) world.files.trash(world.keyOf(path));
    expect(await mustFind(all.slice(1000, 2000))).toBeLessThan(50);
  });

  it('reads files that lie far apart one by one', async () => {
    const all = names(6000);
    world.put(...all);
    const some = all.filter((_, index) => index % 100 === 0);
    // The first page tells about 10 of the 60 files.
    expect(await mustFind(some)).toBe(1 + 50);
  });

  it('reads a few files one by one', async () => {
    world.put(...names(3000));
    expect(await mustFind(['a/00000', 'a/02999'])).toBe(2);
  });

  it('knows of no versions where there are none', async () => {
    world.put(...names(100));
    await mustFind([...names(100), ...names(100, 'b'), 'a']);
  });

  it('tells keys apart that begin alike, in any script', async () => {
    const all = names(100).flatMap((path) => [path, `${path}.txt`, `${path}/x`, `${path}\u{10000}`, `${path}\uff5e`]);
    world.put(...all);
    await mustFind(all);
  });

  it('reads a file with more versions than a page has', async () => {
    world.put(...names(60));
    for (let version = 0; version < 1500; version += 1) world.putVersion('a/00030');
    await mustFind(names(60));
  });
});
