import type { Locator } from '@playwright/test';

import { row } from '../../e2e/journey.ts';
import { authorizationOf, storeContents } from '../../e2e/stored-files.ts';
import type { Fault } from '../proxy/fault.ts';
import type { ActiveRule, Rule } from '../proxy/rule.ts';
import { expect } from './expect.ts';
import { requests } from './requests.ts';
import type { Scene } from './scene.ts';

export const healsWithinMs = 60_000;

type Contents = Readonly<Record<string, Buffer>>;

/** What must have arrived. Without anything, it is every file as it was stored. */
export interface Arrived {
  /** Words of the reason for which a file is missing, by the names of the files. */
  readonly missing?: Readonly<Record<string, string>>;
  /** Bytes that a file has now. */
  readonly replaced?: Contents;
}

/** Stored files that are downloaded, among them a large one, and what the network does to them. */
export abstract class DownloadScene {
  readonly scene: Scene;
  /** Name of the large file. No other scene of the stack has it, so that the storage finds one. */
  readonly filmName: string;
  /** The contents of the files by their names. */
  readonly contents: Contents;
  readonly #rules: ActiveRule[] = [];

  protected constructor(scene: Scene, filmName: string, contents: Contents) {
    this.scene = scene;
    this.filmName = filmName;
    this.contents = contents;
  }

  get names(): readonly string[] {
    return Object.keys(this.contents);
  }

  get film(): Buffer {
    return this.contents[this.filmName] ?? Buffer.of();
  }

  sizeOf(name: string): number {
    return this.contents[name]?.length ?? 0;
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

  async says(words: string | RegExp): Promise<void> {
    await expect(this.row).toContainText(words, { timeout: healsWithinMs });
  }

  /** Resolves when the download has begun. */
  abstract start(): Promise<void>;

  /** Reloads the page, and does what a person must do so that the download goes on. */
  abstract reload(): Promise<void>;

  /** Checks that every file is there byte for byte, and that the tray names those that are missing. */
  abstract arrives(arrived?: Arrived): Promise<void>;

  /** The text by which the row of the download is found. */
  protected abstract get rowName(): string;

  /** Stores the files in `folder`, and shows the list with `shown`. */
  protected async store(folder: string, shown: string): Promise<void> {
    const { page, rig } = this.scene;
    const stored = Object.entries(this.contents).map(([name, bytes]) => [folder + name, bytes] as const);
    await storeContents(rig.stack, await authorizationOf(page), Object.fromEntries(stored));
    await page.reload();
    await expect(row(page, shown)).toBeVisible();
  }

  /** Waits until the tray says that all is there, except for the files that are `missing`. */
  protected async trayNames(missing: readonly string[]): Promise<void> {
    if (missing.length === 0) {
      await this.tray.getByRole('button', { name: 'Expand downloads' }).click({ timeout: healsWithinMs });
      await this.says('Verified');
    } else {
      await this.says(
        missing.length === 1 ? `1 file missing · ${missing.join('')}` : `${missing.length} files missing`,
      );
    }
  }

  protected get tray(): Locator {
    return this.scene.page.getByRole('region', { name: 'Downloads' });
  }

  protected get row(): Locator {
    return this.tray.getByRole('listitem').filter({ hasText: this.rowName });
  }
}
