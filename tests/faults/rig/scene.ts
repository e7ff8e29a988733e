import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { BrowserContext, Page } from '@playwright/test';

import type { Account } from '../../e2e/accounts.ts';
import { pattern, row, sha256, signIn, uploadRow } from '../../e2e/journey.ts';
import type { FaultProxy } from '../proxy/fault-proxy.ts';
import { expect } from './expect.ts';
import { randomFrom, seedOf } from './random.ts';
import { partAttempts } from './requests.ts';
import type { Rig } from './rig.ts';

const mib = 1024 ** 2;
/** The smallest file: three or four parts of 16 MiB, the last one smaller. */
const smallestBytes = 33 * mib;
const largestBytes = 50 * mib;
const smallBytes = 1000;
const healsWithinMs = 60_000;

export const partBytes = 16 * mib;

/** One user with one file before one faulty network. Everything that varies comes from the seed. */
export class Scene {
  readonly rig: Rig;
  readonly account: Account;
  readonly fileName: string;
  readonly file: string;
  readonly bytes: Buffer;
  readonly #random: () => number;
  /** A text that the row must not show instead of the expected one. */
  readonly #feared: RegExp | undefined;
  page: Page;

  constructor(rig: Rig, page: Page, account: Account, name: string, seed: number, feared?: RegExp) {
    this.#feared = feared;
    this.rig = rig;
    this.page = page;
    this.account = account;
    this.#random = randomFrom(seedOf(`${name} ${seed}`));
    // A runner may play a case twice, as the mutants of one case do, and S3 is looked at by the names of files.
    this.fileName = `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${seed}-of-${account.name}.bin`;
    this.file = join(rig.directory, this.fileName);
    this.bytes = pattern(this.pick(smallestBytes, largestBytes), seed);
  }

  get s3(): FaultProxy {
    return this.rig.s3;
  }

  get web(): FaultProxy {
    return this.rig.web;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  get partCount(): number {
    return Math.ceil(this.bytes.length / partBytes);
  }

  get sha256(): string {
    return sha256(this.bytes);
  }

  /** Returns a whole number from `from` to `to`. */
  pick(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }

  oneOf<T>(...values: readonly [T, ...T[]]): T {
    return values[this.pick(0, values.length - 1)] ?? values[0];
  }

  get row() {
    return uploadRow(this.page, this.fileName);
  }

  async signIn(): Promise<void> {
    await this.prepare(this.page);
    await signIn(this.page, this.account);
  }

  /** Chooses the file, and small `others` with it. */
  async chooseFile(...others: string[]): Promise<void> {
    await writeFile(this.file, this.bytes);
    const beside = others.map((name) => join(this.rig.directory, name));
    for (const path of beside) await writeFile(path, this.bytes.subarray(0, smallBytes));
    await chooseFiles(this.page, [this.file, ...beside]);
  }

  async says(words: string | RegExp): Promise<void> {
    const said = expect(this.row).toContainText(words, { timeout: healsWithinMs });
    const feared = this.#feared;
    await (feared === undefined || feared.source === words ? said : Promise.race([said, this.#fails(feared)]));
  }

  async #fails(feared: RegExp): Promise<never> {
    await this.row.filter({ hasText: feared }).waitFor({ timeout: healsWithinMs });
    // The words may be gone again before the screen is reported.
    throw new Error(`The row says ${feared.source}.`);
  }

  /** Checks that the user is told that the upload is done, and that the folder shows the file. */
  async isVerified(): Promise<void> {
    await this.says('Verified');
    await expect(row(this.page, this.fileName)).toBeVisible({ timeout: healsWithinMs });
  }

  /** Returns the numbers of the parts whose receipt the browser has got. */
  acknowledgedParts(): Set<number> {
    const acknowledged = partAttempts(this.s3.exchanges).filter(({ isAcknowledged }) => isAcknowledged);
    return new Set(acknowledged.map(({ partNumber }) => partNumber));
  }

  /**
   * Lets a user leave the page although it warns, and makes the browser ask for files in a way that a test can answer.
   */
  async prepare(page: Page): Promise<void> {
    page.on('dialog', (dialog) => void dialog.accept());
    await page.addInitScript(() => void Reflect.deleteProperty(window, 'showOpenFilePicker'));
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await expect(this.page.getByRole('button', { name: `Resume ${this.fileName}`, exact: true })).toBeVisible();
  }

  /** Continues the unfinished upload by choosing `file` for it. */
  async resumeFrom(file: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: `Resume ${this.fileName}`, exact: true }).click();
    await (await chooser).setFiles(file);
  }

  /** Discards the unfinished upload; resolves when S3 has freed it. */
  async discard(): Promise<void> {
    await this.page.getByRole('button', { name: `Discard ${this.fileName}`, exact: true }).click();
    await this.page.getByRole('button', { name: `Really discard ${this.fileName}` }).click();
    await expect(this.row).toHaveCount(0, { timeout: healsWithinMs });
    await expect.poll(() => this.rig.storage.openUploads(this.fileName), { timeout: healsWithinMs }).toEqual([]);
  }

  async leave(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

/** Chooses files without the system's dialog, which no test can answer. */
export async function chooseFiles(page: Page, files: string[]): Promise<void> {
  await page.getByTestId('files-input').setInputFiles(files);
}
