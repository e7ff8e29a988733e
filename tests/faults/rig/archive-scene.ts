import type { Download } from '@playwright/test';

import { sha256 } from '../../e2e/journey.ts';
import { readZip, textInZip } from '../../e2e/zip-file.ts';
import { healsWithinMs, type Arrived } from './download-scene.ts';
import { expect } from './expect.ts';
import { missingName, TreeScene } from './tree-scene.ts';

/** A folder that is downloaded as one ZIP file. */
export class ArchiveScene extends TreeScene {
  #download: Download | undefined;

  /** Resolves when the browser has begun to save the archive. */
  override async start(): Promise<void> {
    const started = this.scene.page.waitForEvent('download', { timeout: healsWithinMs });
    await this.choose('Download as ZIP');
    this.#download = await started;
  }

  /** The browser goes on by itself. */
  override async reload(): Promise<void> {
    await this.scene.page.reload();
    await this.says(/ of \d/);
  }

  /** Checks also that the archive opens. */
  override async arrives({ missing = {}, replaced = {} }: Arrived = {}): Promise<void> {
    const path = await this.#download?.path();
    if (path === undefined) throw new Error('The download has not begun.');
    await this.hits();
    const names = Object.keys(missing);
    const wanted = Object.entries({ ...this.contents, ...replaced }).filter(([name]) => !(name in missing));
    const found = (await readZip(path)).map(({ name, sha256: sum }) => [name, sum] as const);
    expect(found.filter(([name]) => name !== missingName)).toEqual(
      wanted.map(([name, bytes]) => [`tree/${name}`, sha256(bytes)]),
    );
    expect(found.length - wanted.length).toBe(Math.min(1, names.length));
    const list = names.length === 0 ? '' : await textInZip(path, missingName);
    for (const [name, words] of Object.entries(missing)) expect(list).toContain(`tree/${name}: ${words}`);
    await this.trayNames(names);
  }

  protected override get rowName(): string {
    return 'tree.zip';
  }
}
