import { pattern } from '../../e2e/journey.ts';
import { DownloadScene } from './download-scene.ts';
import type { Scene } from './scene.ts';

const kib = 1024;
const mib = 1024 ** 2;

export const missingName = '_missing files.txt';

/** A folder of small files and a large one, which is downloaded as a whole. */
export abstract class TreeScene extends DownloadScene {
  constructor(scene: Scene) {
    const filmName = `film-${scene.fileName}`;
    const bytes = (from: number, to: number, seed: number) => pattern(scene.pick(from, to), seed);
    // The browser begins its download with the first bytes, those of the first file.
    super(scene, filmName, {
      'a.bin': bytes(100 * kib, 200 * kib, 1),
      'b.bin': bytes(2, 300 * kib, 2),
      [filmName]: bytes(5 * mib, 9 * mib, 3),
      'z.bin': bytes(2, 300 * kib, 4),
    });
  }

  /** Stores the folder and shows it. */
  async prepare(): Promise<void> {
    await this.store('tree/', 'tree');
  }

  protected async choose(action: string): Promise<void> {
    const { page } = this.scene;
    await page.getByRole('button', { name: 'More actions for tree', exact: true }).click();
    await page.getByRole('menuitem', { name: action }).click();
  }
}
