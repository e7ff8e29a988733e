import type { Download, Locator } from '@playwright/test';

import { pattern, row, sha256 } from '../../e2e/journey.ts';
import { authorizationOf, storeContents } from '../../e2e/stored-files.ts';
import { readZip, textInZip } from '../../e2e/zip-file.ts';
import type { Fault } from '../proxy/fault.ts';
import type { ActiveRule, Rule } from '../proxy/rule.ts';
import { expect } from './expect.ts';
import { requests } from './requests.ts';
import type { Scene } from './scene.ts';

const kib = 1024;
const mib = 1024 ** 2;
const healsWithinMs = 60_000;
const missingName = '_missing files.txt';

interface Arrived {
  /** Words of the reason for which a file is missing, by the names of the files. */
  readonly missing?: Readonly<Record<string, string>>;
  /** Bytes that a file has now. */
  readonly replaced?: Readonly<Record<string, Buffer>>;
}

/** A folder of small files and a large one, which is downloaded as one ZIP file. */
export class ArchiveScene {
  readonly scene: Scene;
  /** Name of the large file. No other scene of the stack has it, so that the storage finds one. */
  readonly filmName: string;
  readonly #contents: Readonly<Record<string, Buffer>>;
  readonly #rules: ActiveRule[] = [];
  #download: Download | undefined;

  private constructor(scene: Scene) {
    this.scene = scene;
    this.filmName = `film-${scene.fileName}`;
    const bytes = (from: number, to: number, seed: number) => pattern(scene.pick(from, to), seed);
    // The browser begins its download with the first bytes, those of the first file.
    this.#contents = {
      'a.bin': bytes(100 * kib, 200 * kib, 1),
      'b.bin': bytes(2, 300 * kib, 2),
      [this.filmName]: bytes(5 * mib, 9 * mib, 3),
      'z.bin': bytes(2, 300 * kib, 4),
    };
  }

  static async of(scene: Scene): Promise<ArchiveScene> {
    const archive = new ArchiveScene(scene);
    const stored = Object.entries(archive.#contents).map(([name, bytes]) => [`tree/${name}`, bytes] as const);
    await storeContents(scene.rig.stack, await authorizationOf(scene.page), Object.fromEntries(stored));
    await scene.page.reload();
    await expect(row(scene.page, 'tree')).toBeVisible();
    return archive;
  }

  get names(): readonly string[] {
    return Object.keys(this.#contents);
  }

  get film(): Buffer {
    return this.#contents[this.filmName] ?? Buffer.of();
  }

  sizeOf(name: string): number {
    return this.#contents[name]?.length ?? 0;
  }

  /** Breaks answers with a file. */
  rule(name: string, which: NonNullable<Rule['which']>, fault: Fault): ActiveRule {
    const rule = this.scene.s3.add({
      where: (exchange) => requests.download(exchange) && exchange.path.endsWith(`/${name}`),
      which,
      fault,
    });
    this.#rules.push(rule);
    return rule;
  }

  /** Resolves when each fault has happened. */
  async hits(): Promise<void> {
    await Promise.all(this.#rules.map((rule) => rule.hit()));
  }

  /** Resolves when the browser has begun to save the archive. */
  async start(): Promise<void> {
    const { page } = this.scene;
    const started = page.waitForEvent('download', { timeout: healsWithinMs });
    await page.getByRole('button', { name: 'More actions for tree', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Download as ZIP' }).click();
    this.#download = await started;
  }

  async says(words: string | RegExp): Promise<void> {
    await expect(this.#row).toContainText(words, { timeout: healsWithinMs });
  }

  /** Checks that the archive opens, holds every file byte for byte, and names those that are missing. So does the tray. */
  async arrives({ missing = {}, replaced = {} }: Arrived = {}): Promise<void> {
    const path = await this.#download?.path();
    if (path === undefined) throw new Error('The download has not begun.');
    await this.hits();
    const names = Object.keys(missing);
    const wanted = Object.entries({ ...this.#contents, ...replaced }).filter(([name]) => !(name in missing));
    const found = (await readZip(path)).map(({ name, sha256: sum }) => [name, sum] as const);
    expect(found.filter(([name]) => name !== missingName)).toEqual(
      wanted.map(([name, bytes]) => [`tree/${name}`, sha256(bytes)]),
    );
    expect(found.length - wanted.length).toBe(Math.min(1, names.length));
    const list = names.length === 0 ? '' : await textInZip(path, missingName);
    for (const [name, words] of Object.entries(missing)) expect(list).toContain(`tree/${name}: ${words}`);
    await this.#trayNames(names);
  }

  async #trayNames(missing: readonly string[]): Promise<void> {
    if (missing.length === 0) {
      await this.#tray.getByRole('button', { name: 'Expand downloads' }).click({ timeout: healsWithinMs });
      await this.says('Verified');
    } else {
      await this.says(
        missing.length === 1 ? `1 file missing · ${missing.join('')}` : `${missing.length} files missing`,
      );
    }
  }

  get #tray(): Locator {
    return this.scene.page.getByRole('region', { name: 'Downloads' });
  }

  get #row(): Locator {
    return this.#tray.getByRole('listitem').filter({ hasText: 'tree.zip' });
  }
}
