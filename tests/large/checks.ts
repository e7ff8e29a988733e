import type { MemoryUse } from '../e2e/renderer-memory.ts';

/** Notes whether something holds, under its name. */
export type Check = (what: string, holds: boolean) => void;

/** Counts the checks of a run. */
export class Checks {
  readonly #checks: boolean[] = [];

  readonly check: Check = (what, holds) => {
    console.log(`${holds ? '✓' : '✗'} ${what}`);
    this.#checks.push(holds);
  };

  /** Prints the result. Returns whether every check holds. */
  print(): boolean {
    const failed = this.#checks.filter((holds) => !holds).length;
    console.log(`${this.#checks.length - failed} passed, ${failed} failed`);
    return failed === 0;
  }
}

const mostMib = 250;

/** Checks the memory that the renderers of a browser held. */
export function reportMemory(check: Check, who: string, { mostMib: most, halvesMib }: MemoryUse): void {
  const [first, second] = halvesMib.map((each) => each.toFixed(0));
  check(`${who}: ${most.toFixed(0)} MiB (halves: ${first}, ${second}), at most ${mostMib}`, most <= mostMib);
}
