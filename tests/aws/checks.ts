import { readFile, writeFile } from 'node:fs/promises';

import * as v from 'valibot';

import type { Counts } from '../suite.ts';

const counts = v.object({ passed: v.number(), failed: v.number(), skipped: v.number() });

/** The variable with the file in which a program of checks leaves its counts for the suite that ran it. */
const countsVariable = 'AIRLOCK_COUNTS';

/** Runs named checks one after the other; a failed check does not keep the next from running. */
export class Checks {
  #passed = 0;
  #failed = 0;

  /** Runs one check and prints its outcome. Returns its result, or `undefined` when it failed. */
  async run<T>(name: string, check: () => T | Promise<T>): Promise<T | undefined> {
    const started = performance.now();
    try {
      const result = await check();
      this.#passed += 1;
      console.log(`  ✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      return result;
    } catch (error) {
      this.#failed += 1;
      console.log(`  ✗ ${name}\n${indented(error instanceof Error ? error.message : String(error))}`);
      return undefined;
    }
  }

  /** Prints the sum, leaves it for the suite and sets the exit code. */
  async finish(): Promise<void> {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    const file = process.env[countsVariable];
    if (file !== undefined) {
      await writeFile(file, JSON.stringify({ passed: this.#passed, failed: this.#failed, skipped: 0 }));
    }
    if (this.#failed > 0 || this.#passed === 0) process.exitCode = 1;
  }
}

const indented = (text: string): string => text.replace(/^/gm, '      ');

/** Returns the environment that makes a program of checks leave its counts in `file`. */
export const leaveCountsIn = (file: string): Record<string, string> => ({ [countsVariable]: file });

/** Reads the counts of a program of checks. Throws when the program ended before it could leave them. */
export const fromChecks = (file: string) => async (): Promise<Counts> =>
  v.parse(counts, JSON.parse(await readFile(file, 'utf8')));
