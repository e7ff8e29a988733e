import { answerFolderDialog, filesOnDisk, textOnDisk } from '../../e2e/disk-folder.ts';
import { sha256 } from '../../e2e/journey.ts';
import type { Arrived } from './download-scene.ts';
import { expect } from './expect.ts';
import { missingName, TreeScene } from './tree-scene.ts';

const onDisk = 'chosen';

/** A folder that is downloaded to a folder on the disk. */
export class FolderScene extends TreeScene {
  override async prepare(): Promise<void> {
    await super.prepare();
    await answerFolderDialog(this.scene.page, onDisk);
  }

  override start(): Promise<void> {
    return this.choose('Download to a folder…');
  }

  override async reload(): Promise<void> {
    await this.scene.page.reload();
    await this.tray.getByRole('button', { name: 'Choose where to save tree' }).click();
  }

  override async arrives({ missing = {}, replaced = {} }: Arrived = {}): Promise<void> {
    await this.hits();
    const names = Object.keys(missing);
    await this.trayNames(names);
    const { [missingName]: list, ...found } = await filesOnDisk(this.scene.page, onDisk);
    expect(found).toEqual(this.#shas(names, replaced));
    expect(list === undefined).toBe(names.length === 0);
    const text = list === undefined ? '' : await textOnDisk(this.scene.page, onDisk, missingName);
    for (const [name, words] of Object.entries(missing)) expect(text).toContain(`tree/${name}: ${words}`);
  }

  /** Lets the disk take no more than so many bytes, until the function that is returned is called. */
  async fillDisk(freeBytes: number): Promise<() => Promise<void>> {
    const { page } = this.scene;
    // A disk cannot be filled from here: the browser's own answer to a full one is given by hand.
    await page.evaluate((mostBytes) => {
      const disk = FileSystemWritableFileStream.prototype;
      const write = Reflect.get(disk, 'write');
      let leftBytes = mostBytes;
      disk.write = function (this: FileSystemWritableFileStream, data) {
        leftBytes -= (data as Uint8Array).byteLength;
        return leftBytes < 0 ? Promise.reject(new DOMException('Full.', 'QuotaExceededError')) : write.call(this, data);
      };
      Object.assign(window, { giveRoom: () => (disk.write = write) });
    }, freeBytes);
    return () => page.evaluate(() => (window as unknown as { giveRoom: () => void }).giveRoom());
  }

  /** Checks that no file on the disk has other bytes than its own. Those that are missing may have begun. */
  async hasNoWrongFile(): Promise<void> {
    const wanted = this.#shas([], {});
    const found = Object.entries(await filesOnDisk(this.scene.page, onDisk));
    expect(found).toEqual(found.map(([name]) => [name, wanted[name]]));
  }

  async again(): Promise<void> {
    await this.tray.getByRole('button', { name: 'Download tree again' }).click();
  }

  protected override get rowName(): string {
    return 'tree';
  }

  #shas(missing: readonly string[], replaced: Readonly<Record<string, Buffer>>): Record<string, string> {
    const wanted = Object.entries({ ...this.contents, ...replaced }).filter(([name]) => !missing.includes(name));
    return Object.fromEntries(wanted.map(([name, bytes]) => [`tree/${name}`, sha256(bytes)]));
  }
}
