/** Runs a named check. A failure is noted, and the next check runs. */
export type Check = (name: string, run: () => Promise<void>) => Promise<void>;

/** Counts the checks of a run. */
export class Checks {
  readonly #failed: string[] = [];
  #passed = 0;

  readonly check: Check = async (name, run) => {
    const began = performance.now();
    try {
      await run();
      this.#passed += 1;
      console.log(`ok: ${name}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
    } catch (error) {
      this.#failed.push(name);
      console.log(`✗ ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };

  /** Prints the result. Returns whether every check has passed. */
  readonly print = (): boolean => {
    for (const name of this.#failed) console.log(`✗ ${name}`);
    console.log(`${this.#passed} passed, ${this.#failed.length} failed`);
    return this.#failed.length === 0;
  };
}
