import { partPlan, partSize } from '@airlock/contract';

import type { StoredPart } from './upload-store.ts';

/** Returns a sentence that says how `parts` differ from the plan for `sizeBytes`, or `undefined` when they match. */
export function planProblem(parts: readonly StoredPart[], sizeBytes: number): string | undefined {
  const plan = partPlan(sizeBytes);
  const stored = new Map(parts.map((part) => [part.partNumber, part]));
  for (let partNumber = 1; partNumber <= plan.partCount; partNumber += 1) {
    const part = stored.get(partNumber);
    if (part === undefined) return `Part ${partNumber} of ${plan.partCount} is missing.`;
    const wanted = partSize(sizeBytes, plan, partNumber);
    if (part.sizeBytes !== wanted) return `Part ${partNumber} has ${part.sizeBytes} bytes, not ${wanted}.`;
  }
  // All planned parts are there, so their sizes add up. Further parts belong to another plan.
  if (stored.size > plan.partCount) return `There are ${stored.size} parts; a file of this size has ${plan.partCount}.`;
  return undefined;
}
