import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import * as v from 'valibot';

import { lockInTurn } from './lock.ts';

/** Longest time for which a program waits for those before it, in milliseconds. All bundles together take some seconds. */
const longestTurnMs = 300_000;

const sourceMap = v.pipe(v.string(), v.parseJson(), v.looseObject({ sources: v.array(v.string()) }));

/**
 * Keeps the bundles of the present sources for the next data folder: a stack with a folder of its own, such as that of a test,
 * then starts without bundling. Several programs may use the same checkout at once.
 */
export class KeptBundles {
  readonly #all: string;
  readonly #directory: string;

  /** `sources` is a hash of everything that a bundle is made of. */
  constructor(root: string, sources: string) {
    this.#all = join(root, 'node_modules/.cache/bundles');
    this.#directory = join(this.#all, sources);
  }

  /**
   * Does this while no other program does the same with bundles of this checkout: each waits for those before it. `waits` is
   * called once when it must wait.
   * @throws StartError when those before it take longer than `longestMs`
   */
  async inTurn(work: () => Promise<void>, waits: () => void, longestMs = longestTurnMs): Promise<void> {
    mkdirSync(dirname(this.#all), { recursive: true });
    const { release } = await lockInTurn(`${this.#all}.lock`, { waits, longestMs });
    try {
      await work();
    } finally {
      release();
    }
  }

  /** Copies the bundle of a function into this folder. Returns false when there is none. */
  copyTo(folder: string, logicalId: string): boolean {
    const kept = join(this.#directory, logicalId);
    if (!existsSync(kept)) return false;
    try {
      rmSync(folder, { recursive: true, force: true });
      cpSync(kept, folder, { recursive: true });
      return true;
    } catch {
      return false; // Another program has other sources and removed it meanwhile.
    }
  }

  /** Keeps the bundle of a function that is in this folder. */
  keep(folder: string, logicalId: string): void {
    const half = join(this.#directory, `${logicalId}.${process.pid}`);
    cpSync(folder, half, { recursive: true });
    nameSources(half, folder);
    try {
      renameSync(half, join(this.#directory, logicalId));
    } catch {
      rmSync(half, { recursive: true, force: true }); // Another program was faster.
    }
  }

  /** Removes the bundles of other sources. */
  forgetOthers(): void {
    for (const name of readdirSync(this.#all)) {
      const directory = join(this.#all, name);
      if (directory !== this.#directory) rmSync(directory, { recursive: true, force: true });
    }
  }
}

/** Makes the source maps in `copy` name their sources by absolute paths, for they name them relative to `folder`. */
function nameSources(copy: string, folder: string): void {
  for (const name of readdirSync(copy).filter((it) => it.endsWith('.map'))) {
    const map = v.parse(sourceMap, readFileSync(join(copy, name), 'utf8'));
    const sources = map.sources.map((source) => resolve(folder, source));
    writeFileSync(join(copy, name), JSON.stringify({ ...map, sources }));
  }
}
