import type { Download } from '@playwright/test';

import { pattern, sha256, sha256OfDownload } from '../../e2e/journey.ts';
import { DownloadScene, healsWithinMs, type Arrived } from './download-scene.ts';
import { expect } from './expect.ts';
import { requests } from './requests.ts';
import type { Scene } from './scene.ts';

const mib = 1024 ** 2;

/** One large file, which the browser saves while it comes in ranges. */
export class FilmScene extends DownloadScene {
  #download: Download | undefined;

  constructor(scene: Scene) {
    const filmName = `film-${scene.fileName}`;
    super(scene, filmName, { [filmName]: pattern(scene.pick(5 * mib, 9 * mib), 3) });
  }

  /** Stores the file and shows it. */
  async prepare(): Promise<void> {
    await this.store('', this.filmName);
  }

  /** Resolves when the browser has begun to save the file. */
  override start(): Promise<void> {
    return this.#press(`Download ${this.filmName}`);
  }

  /** Downloads the file once more after it failed. */
  again(): Promise<void> {
    return this.#press(`Download ${this.filmName} again`);
  }

  /** The browser goes on by itself. */
  override async reload(): Promise<void> {
    await this.scene.page.reload();
    await this.says(/ of \d/);
  }

  /** A file that is `missing` has failed: the browser has no file, and the row says why. */
  override async arrives({ missing = {}, replaced = {} }: Arrived = {}): Promise<void> {
    const download = this.#download;
    if (!download) throw new Error('The download has not begun.');
    const why = missing[this.filmName];
    if (why === undefined) {
      expect(await sha256OfDownload(download)).toBe(sha256(replaced[this.filmName] ?? this.film));
      await this.trayNames([]);
    } else {
      expect(await download.failure()).not.toBeNull();
      await this.says(why);
    }
    await this.hits();
  }

  /** Checks that what had arrived was not asked for again. */
  goesOn(): void {
    const asked = this.scene.s3.exchanges.filter(requests.download);
    const firstBytes = asked.map(({ headers }) => Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0));
    expect(firstBytes).toEqual(firstBytes.toSorted((one, other) => one - other));
    expect(firstBytes.at(-1)).toBeGreaterThan(0);
  }

  protected override get rowName(): string {
    return this.filmName;
  }

  async #press(button: string): Promise<void> {
    const { page } = this.scene;
    const started = page.waitForEvent('download', { timeout: healsWithinMs });
    await page.getByRole('button', { name: button, exact: true }).click();
    this.#download = await started;
  }
}
