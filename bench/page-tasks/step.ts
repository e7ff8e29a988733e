import type { Page } from '@playwright/test';

import { MainThread } from '../../tests/e2e/main-thread.ts';
import type { Row } from '../row.ts';

export const longestTaskMs = 50;
/**
 * The number of measurements. A busy machine, and a virtual one above all, interrupts tasks and counts the interruption as part
 * of the task. That only ever adds time: the smallest of a few measurements is nearest to what the page itself needs.
 */
const measurements = 4;

/** Something that a person does, and how the page gets back to where it was before. */
export interface Step {
  readonly act: (page: Page) => Promise<void>;
  readonly back: (page: Page) => Promise<void>;
}

/** Measures a step a few times, until it is short enough once. The longest task of its shortest time is the row's value. */
export async function longestTask(page: Page, name: string, { act, back }: Step): Promise<Row> {
  let least = { cpuMs: Infinity, from: '' };
  for (let round = 0; round < measurements && least.cpuMs > longestTaskMs; round += 1) {
    const thread = await MainThread.watch(page);
    await act(page);
    const measured = await thread.stop();
    if (measured.cpuMs < least.cpuMs) least = measured;
    await back(page);
  }
  return rowOf(name, least);
}

/** Returns the row of one task. `from` is where in Chromium it was posted. */
export function rowOf(name: string, { cpuMs, from }: { readonly cpuMs: number; readonly from: string }): Row {
  return {
    what: `longest task: ${name} (${from})`,
    ours: `${cpuMs.toFixed(0)} ms`,
    target: `≤ ${longestTaskMs} ms`,
    met: cpuMs <= longestTaskMs,
  };
}
